import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, fireEvent, fn, userEvent, waitFor, within } from 'storybook/test'
import { pictureFile, programFile, textFile } from '../testing/files.fixture.js'
import type { UploadFile } from '../attachments/DraftAttachment.js'
import { Composer } from './Composer.js'

const meta: Meta<typeof Composer> = {
  title: 'Composer with files',
  component: Composer,
  args: { onSend: fn(), attachments: true },
  parameters: {
    docs: {
      description: {
        component:
          'Files are chosen, pasted or dropped. What kind a file is, its bytes decide, whatever it is called. By default it goes into the message itself; `attachments={{ upload }}` sends it elsewhere, tells how far it is, and can be cancelled and tried again.',
      },
    },
  },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Composer>

const inputOf = (canvasElement: HTMLElement) => canvasElement.querySelector<HTMLInputElement>('input[type=file]')!
const choose = (canvasElement: HTMLElement, ...files: File[]) => userEvent.upload(inputOf(canvasElement), files, { applyAccept: false })
const isThere = (canvasElement: HTMLElement, count: number) =>
  waitFor(() => expect(canvasElement.querySelectorAll('[data-state=ready]')).toHaveLength(count))

/** Chosen files stand above the field, and go with the text. */
export const Chosen: Story = {
  args: { defaultValue: 'What do you see?' },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await choose(canvasElement, pictureFile(), textFile(), pictureFile('a second and rather long name of a picture.png'))
    await isThere(canvasElement, 3)
    await userEvent.click(canvas.getByRole('button', { name: 'Remove hills.png' }))
    await expect(canvas.getByRole('button', { name: 'Remove notes.md' })).toHaveFocus()
    await userEvent.click(canvas.getByRole('textbox'))
    await userEvent.keyboard('{Enter}')
    await expect(args.onSend).toHaveBeenCalledWith([
      { type: 'text', text: 'What do you see?' },
      { type: 'text', text: '<file name="notes.md">\n# Notes\n\n</file>' },
      { type: 'image_url', image_url: { url: expect.stringMatching(/^data:image\/png;base64,/) as unknown } },
    ])
    await expect(canvas.queryByRole('list')).toBeNull()
    await choose(canvasElement, pictureFile(), textFile())
    await isThere(canvasElement, 2)
  },
}

/** Each file that is not taken says why, and is in nobody's way. */
export const Refused: Story = {
  args: { attachments: { accept: ['image/*', 'text/*'], maxBytes: 100_000, maxFiles: 2 } },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await choose(
      canvasElement,
      programFile('holiday.png', 'image/png'),
      textFile('empty.txt', ''),
      textFile('huge.txt', 'x'.repeat(100_001)),
      textFile('one.txt'),
      textFile('two.txt'),
      textFile('three.txt'),
    )
    await expect(await canvas.findByText('Files of this kind (application/x-msdownload) are not taken.')).toBeVisible()
    await expect(await canvas.findByText('The file is empty.')).toBeVisible()
    await expect(await canvas.findByText('Larger than 100 kB.')).toBeVisible()
    await waitFor(() => expect(canvas.getAllByText('No more than 2 files in one message.')).toHaveLength(2))
  },
}

/** How far it is, and what an upload says that failed; nothing is sent before it is there. */
export const Uploading: Story = {
  args: {
    defaultValue: 'What do you see?',
    attachments: {
      upload: ((file, { onProgress }) => {
        onProgress(0.6)
        return file.name === 'notes.md' ? Promise.reject(new Error('the disk is full')) : new Promise(() => {})
      }) satisfies UploadFile,
    },
  },
  play: async ({ canvasElement, args }) => {
    const canvas = within(canvasElement)
    await choose(canvasElement, pictureFile(), textFile())
    await expect(await canvas.findByRole('progressbar', { name: 'Uploading hills.png' })).toHaveAttribute('value', '0.6')
    await expect(await canvas.findByText('Not uploaded: the disk is full')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Send' }))
    await expect(args.onSend).not.toHaveBeenCalled()
    await expect(canvas.getByText('A file could not be uploaded. Try it again or remove it.')).toBeVisible()
    await userEvent.click(canvas.getByRole('button', { name: 'Try notes.md again' }))
    await expect(await canvas.findByText('Not uploaded: the disk is full')).toBeVisible()
  },
}

/** While files are held over it the card says that they may be dropped. */
export const Dragged: Story = {
  play: async ({ canvasElement }) => {
    const card = canvasElement.querySelector('form')!
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(pictureFile())
    await fireEvent(card, new DragEvent('dragenter', { bubbles: true, cancelable: true, dataTransfer }))
    await expect(await within(canvasElement).findByText('Drop to attach')).toBeVisible()
    await fireEvent(card, new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
    await expect(within(canvasElement).queryByText('Drop to attach')).toBeNull()
    await isThere(canvasElement, 1)
    await fireEvent(card, new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }))
  },
}
