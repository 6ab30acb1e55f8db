import { createChatClient } from '@rivulet/core'
import { setupWorker } from 'msw/browser'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { formatRecording, parseRecording, type Recording } from '../index.js'
import { recordingHandler } from '../msw.js'
import '../vitest.js'

const worker = setupWorker()
beforeAll(async () => void (await worker.start({ quiet: true, onUnhandledFrame: 'bypass' })))
afterEach(() => worker.resetHandlers())
afterAll(async () => {
  await worker.stop()
  const registrations = await navigator.serviceWorker.getRegistrations()
  await Promise.all(registrations.map((registration) => registration.unregister()))
})

async function readRecording(name: string): Promise<Recording> {
  const file = await fetch(new URL(`../../recordings/${name}.stream.jsonl`, import.meta.url))
  return parseRecording(await file.text())
}

const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', retry: { maxRetries: 0 } })
const ask = () => client.stream({ model: 'default', messages: [{ role: 'user', content: 'Hello' }] })

it('answers a page through its service worker, letter by letter', async () => {
  worker.use(recordingHandler(await readRecording('inferex-cjk-emoji'), { speed: Number.POSITIVE_INFINITY }))
  const result = await ask().result
  expect(navigator.serviceWorker.controller?.scriptURL).toMatch(/\/mockServiceWorker\.js$/)
  expect(result).toBeComplete({ finishReason: 'stop', sawDone: true })
  expect(result).toHaveText(/同じ「川」を[^]+👨‍👩‍👧‍👦[^]+𠮷/u)
})

it('streams: the first tokens are there while the last ones are not', async () => {
  worker.use(recordingHandler(await readRecording('inferex-prose'), { speed: 1 }))
  const stream = ask()
  for await (const { choices } of stream) {
    if (!choices[0]?.delta.content) continue
    expect(stream.completion.choices[0]?.message.content).toMatch(/^Rain/)
    await stream.stop()
  }
  const result = await stream.result
  expect(result).toBeStopped()
  expect(result).not.toHaveText(/whole one\.$/)
})

it('ends as the recording did', async () => {
  const truncated = await readRecording('inferex-truncated')
  worker.use(recordingHandler(truncated, { speed: Number.POSITIVE_INFINITY }))
  expect(await ask().result).toBeTruncated()

  const broken = parseRecording(formatRecording(truncated).replace('"eof"]', '"error"]'))
  worker.resetHandlers(recordingHandler(broken, { speed: Number.POSITIVE_INFINITY }))
  const result = await ask().result
  expect(result).toHaveFailedWith('network')
  expect(result).toHaveText(/nothing: no$/)
})

it('refuses when the recording is over', async () => {
  worker.use(recordingHandler(await readRecording('inferex-unauthorized'), { speed: Number.POSITIVE_INFINITY }))
  expect(await ask().result).toHaveFailedWith('auth', { status: 401 })
  expect(await ask().result).toHaveFailedWith('http', { status: 410 })
})
