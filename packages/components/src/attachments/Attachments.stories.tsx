import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor, within } from 'storybook/test'
import { PICTURE, SOUND } from '../testing/files.fixture.js'
import { Attachments } from './Attachments.js'
import { textFilePart } from './splitContent.js'

const meta: Meta<typeof Attachments> = {
  title: 'Attachments',
  component: Attachments,
  argTypes: { parts: { control: 'object' } },
  parameters: {
    docs: {
      description: {
        component:
          'What was sent with a message, given its content parts. `splitContent(message.wire.content)` tells what was written from what was attached. Only what the message itself holds is shown at once; no host is asked for anything before somebody presses its button.',
      },
    },
  },
  decorators: [(Story) => <div className="story-column">{Story()}</div>],
}

export default meta
type Story = StoryObj<typeof Attachments>

const picture = { type: 'image_url', image_url: { url: PICTURE } } as const
const remote = { type: 'image_url', image_url: { url: 'https://images.invalid/rivulet.png' } } as const
const report = { type: 'file', file: { filename: 'report 2026.pdf', file_data: 'data:application/pdf;base64,JVBERi0xLjcK' } } as const

/** An image, a sound, a file, and a text file that went as text. */
export const Mixed: Story = {
  args: {
    parts: [
      picture,
      report,
      textFilePart({ name: 'notes.md', text: '# Streams\n'.repeat(140) }),
      { type: 'input_audio', input_audio: { data: SOUND, format: 'wav' } },
    ],
  },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.getByRole('img', { name: 'Image' })).toBeVisible()
    await expect(canvas.getByText('report 2026.pdf')).toBeVisible()
    await expect(canvas.getByText('1.4 kB')).toBeVisible()
  },
}

/** An image of another host names it, and is asked for by a press; one that cannot be had says so. */
export const RemoteImage: Story = {
  args: { parts: [remote] },
  play: async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await expect(canvas.queryByRole('img')).toBeNull()
    await expect(performance.getEntriesByName('https://images.invalid/rivulet.png')).toHaveLength(0)
    const ask = canvas.getByRole('button', { name: 'Show image from images.invalid' })
    await expect(ask).toBeVisible()
  },
}

/** Addresses that no image is loaded from, parts that no type knows, and names that pretend to be something else. */
export const Doubtful: Story = {
  args: {
    parts: [
      { type: 'image_url', image_url: { url: 'javascript:alert(1)' } },
      { type: 'file', file: { filename: 'holiday\u202Egpj.exe' } },
      { type: 'file', file: { file_id: 'file-8123' } },
      { type: 'video_url', video_url: {} } as never,
    ],
  },
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(within(canvasElement).getByText('holidaygpj.exe')).toBeVisible())
    await expect(within(canvasElement).queryByRole('img')).toBeNull()
  },
}
