import { afterEach, expect, test, vi } from 'vitest'
import { chunk, parsedChunk } from './answers.fixture.js'
import { bringsToken, readChat } from './index.js'

const TOKENS: object[] = [
  { content: 'a' },
  { content: ' ' },
  { role: 'assistant', reasoning_content: 'hm' },
  { refusal: 'No.' },
  { tool_calls: [{ index: 0, function: { arguments: '{' } }] },
  { audio: { id: 'a' } },
  { content_parts: [{ type: 'image' }] },
  { images: [{ type: 'image_url' }] },
]
const NOTHING: object[] = [
  {},
  { role: 'assistant' },
  { role: 'assistant', content: '', refusal: null, reasoning_content: '', tool_calls: [], audio: {} },
  { annotations: [], channel: 'final' },
]

test.each(TOKENS)('%j is a token', (delta) => expect(bringsToken(parsedChunk(delta))).toBe(true))

test.each(NOTHING)('%j is none', (delta) => expect(bringsToken(parsedChunk(delta))).toBe(false))

test('neither usage nor a finish reason is one, and any choice may bring one', () => {
  const [choice] = parsedChunk({}).choices
  expect(bringsToken(parsedChunk({}, { choices: [], usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } }))).toBe(false)
  expect(bringsToken(parsedChunk({}, { choices: [{ ...choice, finish_reason: 'stop' }] }))).toBe(false)
  expect(bringsToken(parsedChunk({}, { choices: [choice, { ...choice, index: 1, delta: { content: 'b' } }] }))).toBe(true)
})

/** Gives `delta`, and is silent then. */
async function endingAfter(delta: object) {
  const source = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode(chunk(delta))) })
  vi.useFakeTimers()
  const reading = readChat(source, { timeouts: { firstTokenMs: 1000, stallMs: 3000 } })
  await vi.advanceTimersByTimeAsync(5000)
  return (await reading).ending
}

afterEach(() => void vi.useRealTimers())

test.each(TOKENS)('%j ends the wait for the first token', async (delta) =>
  expect(await endingAfter(delta)).toMatchObject({ kind: 'stalled' }),
)

test.each(NOTHING)('%j does not', async (delta) =>
  expect(await endingAfter(delta)).toMatchObject({ kind: 'failed', error: { code: 'timeout' } }),
)
