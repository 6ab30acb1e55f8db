import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Composer } from './Composer.js'
import type { ComposerProps } from './ComposerProps.js'
import { memoryDrafts } from './drafts.js'

test('each conversation keeps its draft, also over an unmount; what was sent is no draft', async () => {
  const drafts = memoryDrafts()
  const onSend = vi.fn<ComposerProps['onSend']>()
  const composer = (key: string) => <Composer onSend={onSend} draftKey={key} drafts={drafts} />
  const screen = await render(composer('a'))
  const field = screen.getByRole('textbox')
  await field.fill('for a')
  await screen.rerender(composer('b'))
  await expect.element(field).toHaveValue('')
  await field.fill('for b')
  await screen.rerender(composer('a'))
  await expect.element(field).toHaveValue('for a')
  await field.click()
  await userEvent.keyboard('{Enter}')
  await screen.unmount()
  const again = await render(composer('b'))
  await expect.element(again.getByRole('textbox')).toHaveValue('for b')
  await again.rerender(composer('a'))
  await expect.element(again.getByRole('textbox')).toHaveValue('')
})

test('without a store of its own a draft outlives its composer too', async () => {
  const composer = <Composer onSend={vi.fn<ComposerProps['onSend']>()} draftKey="page" />
  const screen = await render(composer)
  await screen.getByRole('textbox').fill('half a')
  await screen.unmount()
  await expect.element((await render(composer)).getByRole('textbox')).toHaveValue('half a')
})

test('a text that could not be sent comes back to the conversation it was written in', async () => {
  const drafts = memoryDrafts()
  const refused = new EventTarget()
  const onSend = () => new Promise<void>((_, reject) => refused.addEventListener('refuse', () => reject(new Error('busy'))))
  const screen = await render(<Composer onSend={onSend} draftKey="a" drafts={drafts} />)
  const field = screen.getByRole('textbox')
  await field.fill('First')
  await userEvent.keyboard('{Enter}')
  await screen.rerender(<Composer onSend={onSend} draftKey="b" drafts={drafts} />)
  await field.fill('other')
  refused.dispatchEvent(new Event('refuse'))
  await expect.poll(() => drafts.get('a')).toBe('First')
  await expect.element(field).toHaveValue('other')
  await screen.rerender(<Composer onSend={onSend} draftKey="a" drafts={drafts} />)
  await expect.element(field).toHaveValue('First')
})

test('an application may hold the text itself', async () => {
  const onSend = vi.fn<ComposerProps['onSend']>(() => Promise.reject(new Error('busy')))
  function Page() {
    const [text, setText] = useState('Hello')
    return (
      <>
        <Composer onSend={onSend} value={text} onChange={setText} />
        <output>{text}</output>
      </>
    )
  }
  const screen = await render(<Page />)
  const field = screen.getByRole('textbox')
  await field.click()
  await userEvent.keyboard('{End}!')
  await expect.element(screen.getByRole('status').last()).toHaveTextContent('Hello!')
  await userEvent.keyboard('{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('Hello!')
  await expect.element(screen.getByText('Not sent.', { exact: false })).toBeVisible()
  await expect.element(field).toHaveValue('Hello!')
})

test('the files of a draft outlive its composer too, for as long as the page is open', async () => {
  const onSend = vi.fn<ComposerProps['onSend']>()
  const composer = (key: string) => <Composer onSend={onSend} draftKey={key} attachments />
  const screen = await render(composer('files'))
  const input = screen.container.querySelector('input[type="file"]') as HTMLInputElement
  const files = new DataTransfer()
  files.items.add(new File(['Rain'], 'rain.txt', { type: 'text/plain' }))
  input.files = files.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await expect.element(screen.getByText('rain.txt')).toBeVisible()
  await screen.unmount()
  const again = await render(composer('files'))
  await expect.element(again.getByText('rain.txt')).toBeVisible()
  await again.rerender(composer('others'))
  expect(again.getByText('rain.txt').query()).toBeNull()
  await again.rerender(composer('files'))
  // What is still being read holds the message back.
  await expect.poll(() => again.container.querySelector('[data-state=ready]')).not.toBeNull()
  await userEvent.click(again.getByRole('button', { name: 'Send' }))
  await expect.poll(() => onSend.mock.calls.length).toBe(1)
  await again.unmount()
  const last = await render(composer('files'))
  expect(last.getByText('rain.txt').query()).toBeNull()
})
