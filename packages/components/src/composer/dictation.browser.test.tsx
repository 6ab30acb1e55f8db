import { afterEach, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-react'
import { Composer } from './Composer.js'
import type { ComposerProps } from './ComposerProps.js'

// Chromium has no speech service without a desktop: the browser's interface is put in its place here, the composer is the real one.
class Recognition extends EventTarget {
  static last: Recognition | undefined
  lang = ''
  continuous = false
  interimResults = false
  calls: string[] = []
  constructor() {
    super()
    Recognition.last = this
  }
  start() {
    this.calls.push('start')
  }
  stop() {
    this.calls.push('stop')
    this.dispatchEvent(new Event('end'))
  }
  abort() {
    this.calls.push('abort')
    this.dispatchEvent(new Event('end'))
  }
  hear(...results: { text: string; isFinal: boolean }[]) {
    const list = results.map(({ text, isFinal }) => Object.assign([{ transcript: text }], { isFinal }))
    this.dispatchEvent(Object.assign(new Event('result'), { resultIndex: 0, results: list }))
  }
}

afterEach(() => vi.unstubAllGlobals())

async function show(props: Partial<ComposerProps> = {}) {
  vi.stubGlobal('SpeechRecognition', Recognition)
  const onSend = vi.fn<ComposerProps['onSend']>()
  const screen = await render(<Composer onSend={onSend} voice={{ lang: 'de' }} {...props} />)
  const start = async () => {
    await screen.getByRole('button', { name: 'Dictate', exact: true }).click()
    const recognition = Recognition.last
    if (!recognition) throw new Error('Nothing listens.')
    return recognition
  }
  return { screen, field: screen.getByRole('textbox'), start, onSend }
}

test('what is heard is shown while it may change, and is text once it is settled, where the caret is', async () => {
  const { screen, field, start } = await show({ defaultValue: 'Say:' })
  await field.click()
  await userEvent.keyboard('{End}')
  const recognition = await start()
  expect(recognition).toMatchObject({ lang: 'de', continuous: true, interimResults: true, calls: ['start'] })
  await expect.element(screen.getByText('Listening…')).toBeVisible()
  recognition.hear({ text: 'guten', isFinal: false })
  await expect.element(screen.getByText('guten')).toBeVisible()
  await expect.element(field).toHaveValue('Say:')
  recognition.hear({ text: 'guten Tag', isFinal: true }, { text: ' und', isFinal: false })
  await expect.element(field).toHaveValue('Say: guten Tag')
  await screen.getByRole('button', { name: 'Stop dictating' }).click()
  expect(recognition.calls).toEqual(['start', 'stop'])
  await expect.element(screen.getByRole('button', { name: 'Dictate', exact: true })).toBeVisible()
})

test('Escape ends listening before it ends an answer; to send ends it too', async () => {
  const onStop = vi.fn()
  const { field, start, onSend } = await show({ running: true, onStop, defaultValue: 'Hello' })
  const first = await start()
  await field.click()
  await userEvent.keyboard('{Escape}')
  expect(first.calls).toEqual(['start', 'stop'])
  expect(onStop).not.toHaveBeenCalled()
  const second = await start()
  await field.click()
  await userEvent.keyboard('{Enter}')
  expect(onSend).toHaveBeenCalledExactlyOnceWith('Hello')
  expect(second.calls).toEqual(['start', 'abort'])
})

test('a microphone that is not allowed is told of; silence is not', async () => {
  const { screen, start } = await show()
  const recognition = await start()
  recognition.dispatchEvent(Object.assign(new Event('error'), { error: 'no-speech' }))
  await expect.element(screen.getByRole('status')).toHaveTextContent('')
  recognition.dispatchEvent(Object.assign(new Event('error'), { error: 'not-allowed' }))
  await expect.element(screen.getByRole('status')).toHaveTextContent('The microphone is not allowed on this page.')
})

test('nothing is offered where the browser cannot listen, and nothing listens after the composer is gone', async () => {
  const { screen, start } = await show()
  const recognition = await start()
  await screen.unmount()
  expect(recognition.calls).toEqual(['start', 'abort'])
  vi.stubGlobal('SpeechRecognition', undefined)
  vi.stubGlobal('webkitSpeechRecognition', undefined)
  const other = await render(<Composer onSend={vi.fn<ComposerProps['onSend']>()} voice />)
  await expect.element(other.getByRole('button', { name: 'Send' })).toBeVisible()
  expect(other.getByRole('button', { name: 'Dictate' }).query()).toBeNull()
})
