import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { cdp, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Composer } from './Composer.js'
import type { ComposerProps } from './ComposerProps.js'
import '../styles.css'

async function show(props: Partial<ComposerProps> = {}) {
  const onSend = vi.fn<ComposerProps['onSend']>()
  const screen = await render(<Composer onSend={onSend} {...props} />)
  const field = screen.getByRole('textbox', { name: 'Message' })
  return { screen, onSend, field, element: field.element() as HTMLTextAreaElement }
}

test('text that an input method is composing is neither sent by Enter nor lost', async () => {
  const { field, onSend } = await show()
  await field.click()
  await cdp().send('Input.imeSetComposition', { text: 'にほん', selectionStart: 3, selectionEnd: 3 })
  // What an input method takes for itself reaches the page as key code 229.
  await cdp().send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 229 })
  expect(onSend).not.toHaveBeenCalled()
  await cdp().send('Input.insertText', { text: '日本' })
  await expect.element(field).toHaveValue('日本')
  // A person takes longer to press the next key than a fast machine would.
  await new Promise((resolve) => setTimeout(resolve, 200))
  await userEvent.keyboard('{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('日本')
})

/** An event of a given moment, in milliseconds: what tells a key of an input method from the next one is the time between them. */
function stamped<Given extends Event>(timeStamp: number, event: Given): Given {
  return Object.defineProperty(event, 'timeStamp', { value: timeStamp })
}

test('where the composition ends before its key is reported, the key does not send', async () => {
  const { element, onSend } = await show({ defaultValue: '日本' })
  const enter = (atMs: number, init: KeyboardEventInit = {}) =>
    element.dispatchEvent(
      stamped(atMs, new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, ...init })),
    )
  element.dispatchEvent(stamped(1000, new CompositionEvent('compositionend', { data: '日本', bubbles: true })))
  enter(1000)
  enter(1020, { keyCode: 229 })
  expect(onSend).not.toHaveBeenCalled()
  enter(1020)
  expect(onSend).toHaveBeenCalledOnce()
})

test('an on-screen keyboard, which ends a word and presses Enter in one instant, sends', async () => {
  const { element, onSend } = await show({ defaultValue: 'hello' })
  element.dispatchEvent(stamped(1000, new CompositionEvent('compositionend', { data: 'hello', bubbles: true })))
  element.dispatchEvent(stamped(1000, new KeyboardEvent('keydown', { key: 'Enter', code: '', bubbles: true, cancelable: true })))
  expect(onSend).toHaveBeenCalledExactlyOnceWith('hello')
})

test('a rejected text comes back before what was typed meanwhile', async () => {
  const refused = new EventTarget()
  const onSend = () => new Promise<void>((_, reject) => refused.addEventListener('refuse', () => reject(new Error('busy'))))
  const { field, screen } = await show({ onSend })
  await field.fill('First')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveValue('')
  await userEvent.keyboard('second')
  refused.dispatchEvent(new Event('refuse'))
  await expect.element(field).toHaveValue('First\nsecond')
  await expect.element(screen.getByRole('status')).toHaveTextContent('Not sent. Your text is back in the field.')
  await expect.element(field).toHaveFocus()
})

test('a text that comes back between two keys, before it is drawn, is not lost to the second', async () => {
  const refused = new EventTarget()
  const onSend = () => new Promise<void>((_, reject) => refused.addEventListener('refuse', () => reject(new Error('busy'))))
  const { field, element } = await show({ onSend })
  await field.fill('First')
  await userEvent.keyboard('{Enter}')
  await userEvent.keyboard('s')
  refused.dispatchEvent(new Event('refuse'))
  // The promise has been heard; React draws what it changed in a later task.
  for (let microtask = 0; microtask < 5; microtask++) await Promise.resolve()
  expect(element.value).toBe('s')
  element.setRangeText('e', 1, 1, 'end')
  element.dispatchEvent(new InputEvent('input', { bubbles: true }))
  await expect.element(field).toHaveValue('First\nse')
})

test('a handler that throws gives the text back too', async () => {
  const { field } = await show({
    onSend: () => {
      throw new Error('no')
    },
  })
  await field.fill('First')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveValue('First')
})

test('Stop is the same element as Send, and the second half of a double click on Send does not stop', async () => {
  const onStop = vi.fn()
  function Page() {
    const [running, setRunning] = useState(false)
    return <Composer defaultValue="Hello" running={running} onSend={() => setRunning(true)} onStop={onStop} />
  }
  const screen = await render(<Page />)
  const send = screen.getByRole('button', { name: 'Send' }).element()
  await userEvent.dblClick(send)
  const stop = screen.getByRole('button', { name: 'Stop' })
  await expect.element(stop).toBeVisible()
  expect(stop.element()).toBe(send)
  expect(onStop).not.toHaveBeenCalled()
  await stop.click()
  expect(onStop).toHaveBeenCalledOnce()
})

/** A chat that runs from Send to Stop. */
function RunningPage() {
  const [running, setRunning] = useState(false)
  return <Composer defaultValue="Hello" running={running} onSend={() => setRunning(true)} onStop={() => setRunning(false)} />
}

test('pressing Send or Stop leaves the focus in the field, by mouse and by keyboard; a finger brings up no keys', async () => {
  const screen = await render(<RunningPage />)
  const field = screen.getByRole('textbox')
  const stop = screen.getByRole('button', { name: 'Stop' })
  expect(document.body).toHaveFocus()
  await screen.getByRole('button', { name: 'Send' }).click()
  await expect.element(field).toHaveFocus()
  ;(field.element() as HTMLTextAreaElement).blur()
  await stop.click()
  await expect.element(field).toHaveFocus()

  await field.fill('Again')
  await userEvent.keyboard('{Enter}{Tab}')
  await expect.element(stop).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveFocus()

  await field.fill('Once more')
  ;(field.element() as HTMLTextAreaElement).blur()
  screen
    .getByRole('button', { name: 'Send' })
    .element()
    .dispatchEvent(new PointerEvent('click', { pointerType: 'touch', bubbles: true, cancelable: true }))
  await expect.element(stop).toBeVisible()
  expect(field.element()).not.toHaveFocus()
})

test('Escape stops only while an answer runs', async () => {
  const onStop = vi.fn()
  const { screen, field, onSend } = await show({ onStop })
  await field.click()
  await userEvent.keyboard('{Escape}')
  expect(onStop).not.toHaveBeenCalled()
  await screen.rerender(<Composer onSend={onSend} onStop={onStop} running />)
  await userEvent.keyboard('{Escape}')
  expect(onStop).toHaveBeenCalledOnce()
})

test('the button is reached by keyboard, keeps the focus and does nothing while there is nothing to send', async () => {
  const { screen, field, onSend } = await show()
  await field.click()
  await userEvent.keyboard('{Tab}')
  const button = screen.getByRole('button', { name: 'Send' })
  await expect.element(button).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(onSend).not.toHaveBeenCalled()
  await expect.element(button).toHaveFocus()
})

test('every target is at least 24 px high and wide', async () => {
  const { screen } = await show()
  const { width, height } = screen.getByRole('button').element().getBoundingClientRect()
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(24)
})
