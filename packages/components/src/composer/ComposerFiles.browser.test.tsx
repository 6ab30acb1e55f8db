import { expect, onTestFinished, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import type { DraftAttachment, UploadContext } from '../attachments/DraftAttachment.js'
import { DraftAttachments } from '../attachments/DraftAttachments.js'
import { pictureFile, programFile, soundFile, textFile } from '../testing/files.fixture.js'
import { Composer } from './Composer.js'
import type { ComposerProps } from './ComposerProps.js'
import '../styles.css'

function transfer(...files: File[]): DataTransfer {
  const data = new DataTransfer()
  for (const file of files) data.items.add(file)
  return data
}

async function show(props: Partial<ComposerProps> = {}) {
  const onSend = vi.fn<ComposerProps['onSend']>()
  const screen = await render(<Composer onSend={onSend} attachments {...props} />)
  const field = screen.getByRole('textbox', { name: 'Message' })
  const element = field.element() as HTMLTextAreaElement
  const states = (): (string | undefined)[] => Array.from(screen.container.querySelectorAll('li'), (item) => item.dataset['state'])
  const drop = (...files: File[]): boolean =>
    element.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer(...files), bubbles: true, cancelable: true }))
  const paste = (text: string, ...files: File[]): boolean => {
    const clipboardData = transfer(...files)
    if (text !== '') clipboardData.setData('text/plain', text)
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true })
    element.dispatchEvent(event)
    return event.defaultPrevented
  }
  return { screen, field, element, states, drop, paste, onSend }
}

test('each kind of file goes into the message in the form that the API has for it, whatever its name says', async () => {
  const { states, drop, field, onSend } = await show()
  drop(
    pictureFile('not-a-text.txt', 'text/plain'),
    textFile('main.ts', 'export {}', 'video/mp2t'),
    soundFile(),
    programFile('setup.exe'),
    textFile('a.json', '{}', 'application/json'),
  )
  await expect.poll(states).toEqual(['ready', 'ready', 'ready', 'ready', 'ready'])
  await field.click()
  await userEvent.keyboard('{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith([
    { type: 'image_url', image_url: { url: expect.stringMatching(/^data:image\/png;base64,iVBOR/) as string } },
    { type: 'text', text: '<file name="main.ts">\nexport {}\n</file>' },
    { type: 'input_audio', input_audio: { data: expect.stringMatching(/^UklGR/) as string, format: 'wav' } },
    {
      type: 'file',
      file: { filename: 'setup.exe', file_data: expect.stringMatching(/^data:application\/x-msdownload;base64,TVqQ/) as string },
    },
    { type: 'text', text: '<file name="a.json">\n{}\n</file>' },
  ])
})

test('a pasted picture is attached; a pasted table that has a picture of itself stays text; a copied file is a file', async () => {
  const { paste, states } = await show()
  expect(paste('a\tb', pictureFile('image.png'))).toBe(false)
  expect(states()).toEqual([])
  expect(paste('', pictureFile('image.png'))).toBe(true)
  expect(paste('report.png', pictureFile('report.png'))).toBe(true)
  await expect.poll(states).toEqual(['ready', 'ready'])
})

test('where nothing can be attached, files are left to the page', async () => {
  const { paste, drop, states } = await show({ attachments: false })
  expect(paste('', pictureFile())).toBe(false)
  // Not prevented: dispatchEvent answers true.
  expect(drop(pictureFile())).toBe(true)
  expect(states()).toEqual([])
})

/** An upload that a test ends by itself. */
function controlledUpload() {
  const runs: { context: UploadContext; end: (error?: Error) => void }[] = []
  const upload = (file: File, context: UploadContext) =>
    new Promise<{ type: 'file'; file: { file_id: string } }>((resolve, reject) => {
      runs.push({ context, end: (error) => (error ? reject(error) : resolve({ type: 'file', file: { file_id: file.name } })) })
    })
  return { runs, upload }
}

test('an upload that is taken away is aborted, one that fails is tried again, and what it brings is sent', async () => {
  const { runs, upload } = controlledUpload()
  const { screen, drop, states, field, onSend } = await show({ attachments: { upload } })
  drop(textFile('one.txt'), textFile('two.txt'))
  await expect.poll(() => runs.length).toBe(2)
  runs[0]?.context.onProgress(0.25)
  await expect.element(screen.getByRole('progressbar', { name: 'Uploading one.txt' })).toHaveAttribute('value', '0.25')
  await screen.getByRole('button', { name: 'Remove one.txt' }).click()
  expect(runs[0]?.context.signal.aborted).toBe(true)
  runs[0]?.end()
  runs[1]?.end(new Error('the disk is full'))
  await expect.element(screen.getByText('Not uploaded: the disk is full', { exact: true })).toBeVisible()
  await field.click()
  await userEvent.keyboard('{Enter}')
  expect(onSend).not.toHaveBeenCalled()
  await screen.getByRole('button', { name: 'Try two.txt again' }).click()
  await expect.poll(() => runs.length).toBe(3)
  runs[2]?.end()
  await expect.poll(states).toEqual(['ready'])
  await field.click()
  await userEvent.keyboard('{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith([{ type: 'file', file: { file_id: 'two.txt' } }])
})

test('files come back with the text when they could not be sent, and uploads end with the composer', async () => {
  const { runs, upload } = controlledUpload()
  const { screen, drop, states, field } = await show({ attachments: { upload }, onSend: () => Promise.reject(new Error('busy')) })
  drop(textFile('one.txt'))
  await expect.poll(() => runs.length).toBe(1)
  runs[0]?.end()
  await expect.poll(states).toEqual(['ready'])
  await field.fill('Read this')
  await userEvent.keyboard('{Enter}')
  await expect.element(screen.getByText('Not sent.', { exact: false })).toBeVisible()
  await expect.element(field).toHaveValue('Read this')
  await expect.poll(states).toEqual(['ready'])
  drop(textFile('two.txt'))
  await expect.poll(() => runs.length).toBe(2)
  await screen.unmount()
  expect(runs[1]?.context.signal.aborted).toBe(true)
})

test('files belong to the conversation that they were chosen in', async () => {
  const { screen, drop, states, onSend } = await show({ draftKey: 'files-a' })
  drop(textFile())
  await expect.poll(states).toEqual(['ready'])
  await screen.rerender(<Composer onSend={onSend} attachments draftKey="files-b" />)
  expect(states()).toEqual([])
  await screen.rerender(<Composer onSend={onSend} attachments draftKey="files-a" />)
  expect(states()).toEqual(['ready'])
})

test.each(['100%', '200%'])(
  'with letters of %s what is wrong with a file stands beside its buttons or above them, whatever words it has',
  async (letters) => {
    const size = document.documentElement.style.fontSize
    document.documentElement.style.fontSize = letters
    onTestFinished(() => void (document.documentElement.style.fontSize = size))
    const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    const file = { name: 'report.docx', size: 1, type }
    const items: DraftAttachment[] = [
      { ...file, id: '1', state: 'refused', refusal: { code: 'type', type } },
      { ...file, id: '2', state: 'failed', error: 'the disk is full' },
    ]
    const screen = await render(
      <div className="rivulet-chat">
        <DraftAttachments items={items} onRemove={vi.fn()} onRetry={vi.fn()} />
      </div>,
    )
    screen.container.style.width = '260px'
    for (const row of screen.getByRole('listitem').elements()) {
      expect(row.scrollWidth).toBeLessThanOrEqual(row.clientWidth)
      const text = row.querySelector('.rivulet-file-detail') as HTMLElement
      const { right, bottom } = text.getBoundingClientRect()
      expect(text.scrollWidth).toBeLessThanOrEqual(text.clientWidth)
      expect(text.clientWidth).toBeGreaterThan(60)
      for (const button of row.querySelectorAll('button')) {
        const box = button.getBoundingClientRect()
        expect(box.left >= right || box.top >= bottom).toBe(true)
      }
    }
  },
)
