import { createChatClient } from '@rivulet/core'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fakeClock, formatRecording, parseRecording, type Recording, type RecordingEvent } from '../index.js'
import { recordingHandler } from '../msw.js'
import { readRecording } from '../recordingFile.fixture.js'
import '../vitest.js'

const server = setupServer()
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const atOnce = { speed: Number.POSITIVE_INFINITY }
const client = createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', retry: { maxRetries: 0 } })
const ask = () => client.stream({ model: 'default', messages: [{ role: 'user', content: 'Hello' }] })

it('answers the real fetch from a recording', async () => {
  server.use(recordingHandler(readRecording('infery-usage-credits'), atOnce))
  const result = await ask().result
  expect(result).toBeComplete({ finishReason: 'stop', sawDone: true })
  expect(result).toHaveText(/^Packets leave the spring,\n/)
  expect(result.cost).toEqual({ amount: 1, unit: 'credits' })
})

it.each([
  ['inferex-truncated', 'truncated'],
  ['infery-error-after-tokens', 'failed'],
  ['infery-tool-call', 'complete'],
  ['inferex-unauthorized', 'failed'],
])('ends as %s did: %s', async (name, kind) => {
  server.use(recordingHandler(readRecording(name), atOnce))
  expect((await ask().result).ending.kind).toBe(kind)
})

it('passes over a list of models that was recorded between, which answers no question', async () => {
  const { header, events } = readRecording('sovereigneg-text')
  const models: RecordingEvent[] = [
    [0, 1, 'request', { method: 'GET', url: 'https://gateway.example/v1/models', headers: {}, body: null }],
    [0, 1, 'response', { status: 200, headers: { 'content-type': 'application/json' } }],
    [0, 1, 'data', '{"object":"list","data":[]}'],
    [0, 1, 'end', 'eof'],
  ]
  const chat = events.map(([atMs, exchange, ...rest]) => [atMs, exchange + 1, ...rest] as unknown as RecordingEvent)
  server.use(recordingHandler(parseRecording(formatRecording({ header, events: [...models, ...chat] })), { ...atOnce, repeat: true }))
  for (let time = 0; time < 2; time += 1) expect(await ask().result).toBeComplete({ finishReason: 'stop' })
})

/** What came at each moment: MSW may join reads that come together. */
function byTime(reads: readonly [number, string][]): Record<number, string> {
  const texts: Record<number, string> = {}
  for (const [atMs, text] of reads) texts[atMs] = (texts[atMs] ?? '') + text
  return texts
}

it('gives each read at its recorded time', async () => {
  const clock = fakeClock()
  const recording = readRecording('infinityblue-text')
  server.use(recordingHandler(recording, { clock }))
  const startMs = clock.now()
  const response = await clock.until(fetch('https://gateway.example/v1/chat/completions', { method: 'POST', body: '{}' }))
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  const reads: [number, string][] = []
  for (let read = await clock.until(reader.read()); !read.done; read = await clock.until(reader.read())) {
    reads.push([clock.now() - startMs, read.value])
  }
  const recorded = recording.events.flatMap(([atMs, , kind, value]): [number, string][] => (kind === 'data' ? [[atMs, value]] : []))
  expect(byTime(reads)).toEqual(byTime(recorded))
})

describe('when the recording is over', () => {
  it('refuses a further request and says so', async () => {
    server.use(recordingHandler(readRecording('sovereigneg-text'), atOnce))
    expect(await ask().result).toBeComplete()
    const further = await ask().result
    expect(further).toHaveFailedWith('http', { status: 410 })
    expect(further.ending).toMatchObject({
      error: { message: expect.stringContaining('holds 1 exchange(s) and this is request 2') as string },
    })
  })

  it('begins anew where it is to repeat', async () => {
    server.use(recordingHandler(readRecording('sovereigneg-text'), { ...atOnce, repeat: true }))
    for (let time = 0; time < 3; time += 1) expect(await ask().result).toBeComplete()
  })
})

it('answers only the address that it is given', async () => {
  server.use(recordingHandler(readRecording('sovereigneg-text'), { ...atOnce, url: 'https://other.example/v1/chat/completions' }))
  const there = createChatClient({ baseURL: 'https://other.example/v1', retry: { maxRetries: 0 } })
  expect(await there.stream({ model: 'default', messages: [] }).result).toBeComplete()
})

const unanswered: Recording = {
  header: { rivulet: 1 },
  events: [
    [0, 1, 'request', { method: 'POST', url: 'https://gateway.example/', headers: {}, body: null }],
    [1, 1, 'end', 'error'],
  ],
}

describe('a connection', () => {
  it('that broke before the response breaks again', async () => {
    server.use(recordingHandler(unanswered, atOnce))
    expect(await ask().result).toHaveFailedWith('network')
  })

  it('that broke in the answer breaks there, with what came kept', async () => {
    const text = formatRecording(readRecording('inferex-truncated')).replace('"eof"]', '"error"]')
    server.use(recordingHandler(parseRecording(text), atOnce))
    const result = await ask().result
    expect(result).toHaveFailedWith('network')
    expect(result).toHaveText(/nothing: no$/)
  })

  it('that its caller leaves is left', async () => {
    server.use(recordingHandler(readRecording('inferex-prose'), { speed: 20 }))
    const stream = ask()
    let chunks = 0
    for await (const _ of stream) if ((chunks += 1) === 5) await stream.stop()
    expect(await stream.result).toBeStopped()
  })
})

it('does not decompress what was decompressed when it was recorded', async () => {
  const text = formatRecording(readRecording('sovereigneg-text')).replace(
    '"content-type":"text/event-stream',
    '"content-encoding":"gzip","content-length":"1","content-type":"text/event-stream',
  )
  expect(text).toContain('gzip')
  server.use(recordingHandler(parseRecording(text), atOnce))
  expect(await ask().result).toBeComplete()
})
