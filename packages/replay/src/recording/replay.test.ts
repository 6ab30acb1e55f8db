import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createPlayer,
  fakeClock,
  formatRecording,
  parseRecording,
  record,
  type Recording,
  RecordingError,
  type RecordingEvent,
  replay,
} from '../index.js'

const request = { method: 'POST', url: 'http://x/', headers: {}, body: null }
const response = { status: 200, headers: { 'content-type': 'text/event-stream' } }

const recording = (...events: readonly RecordingEvent[]): Recording => ({
  header: { rivulet: 1, startedAt: '2026-01-01T00:00:00.000Z' },
  events,
})

const hello = recording(
  [5, 1, 'request', request],
  [105, 1, 'response', response],
  [205, 1, 'data', 'Hel'],
  [305, 1, 'bytes', 'bG/i'],
  [405, 1, 'end', 'eof'],
)

async function timedReads(answer: Response, clock: ReturnType<typeof fakeClock>, startMs: number) {
  const reader = answer.body?.getReader()
  const reads: [number, string][] = []
  for (;;) {
    const read = reader && (await clock.until(reader.read()))
    if (!read || read.done) return [...reads, [clock.now() - startMs, 'eof']]
    reads.push([clock.now() - startMs, Buffer.from(read.value).toString('latin1')])
  }
}

it.each([
  [1, 100],
  [2, 50],
  [0.5, 200],
  [Number.POSITIVE_INFINITY, 0],
])('gives reads and times back at speed %f', async (speed, stepMs) => {
  const clock = fakeClock()
  const startMs = clock.now()
  const answer = await clock.until(replay(hello, { speed, clock })('http://anything/'))
  expect([answer.status, answer.headers.get('content-type'), clock.now() - startMs]).toEqual([200, 'text/event-stream', stepMs])
  expect(await timedReads(answer, clock, startMs)).toEqual([
    [2 * stepMs, 'Hel'],
    [3 * stepMs, 'lo\xe2'],
    [4 * stepMs, 'eof'],
  ])
})

it('answers the n-th request with the n-th exchange, and says when there are no more', async () => {
  const clock = fakeClock()
  const fetch = replay(
    recording(
      [0, 1, 'request', request],
      [1, 2, 'request', request],
      [2, 2, 'response', { status: 200, headers: {} }],
      [3, 1, 'response', { status: 429, headers: { 'retry-after': '1' } }],
      [4, 1, 'end', 'eof'],
      [5, 2, 'data', 'second'],
      [6, 2, 'end', 'eof'],
    ),
    { clock, speed: Number.POSITIVE_INFINITY },
  )
  expect((await fetch('http://x/')).status).toBe(429)
  expect(await (await fetch('http://x/')).text()).toBe('second')
  const error: unknown = await fetch('http://x/').catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(RecordingError)
  expect(error).toMatchObject({ code: 'exhausted', message: expect.stringContaining('2 exchange(s) and this is request 3') })
})

describe('how an exchange ended', () => {
  it('breaks the body where the connection broke', async () => {
    const fetch = replay(recording([0, 1, 'request', request], [0, 1, 'response', response], [0, 1, 'data', 'x'], [0, 1, 'end', 'error']))
    await expect((await fetch('http://x/')).text()).rejects.toThrow(TypeError)
  })

  it('rejects where there was no response', async () => {
    await expect(replay(recording([0, 1, 'request', request], [0, 1, 'end', 'error']))('http://x/')).rejects.toThrow(TypeError)
  })

  it.each(['aborted by its caller', 'cut off while it was written'])('stays open until the new caller leaves: %s', async (how) => {
    const end: RecordingEvent[] = how === 'aborted by its caller' ? [[50, 1, 'end', 'abort']] : []
    const clock = fakeClock()
    const leave = new AbortController()
    const fetch = replay(recording([0, 1, 'request', request], [0, 1, 'response', response], [10, 1, 'data', 'x'], ...end), { clock })
    const answer = await fetch('http://x/', { signal: leave.signal })
    const reader = answer.body?.getReader()
    await clock.until(reader?.read() ?? Promise.reject(new Error('no body')))
    const after = reader?.read()
    await clock.advance(1_000_000)
    leave.abort()
    await expect(after).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('an abort', () => {
  it('rejects the call before its response', async () => {
    const clock = fakeClock()
    const leave = new AbortController()
    const call = replay(hello, { clock })('http://x/', { signal: leave.signal })
    await clock.advance(50)
    leave.abort(new Error('left'))
    await expect(call).rejects.toThrow('left')
    await expect(replay(hello)('http://x/', { signal: leave.signal })).rejects.toThrow('left')
  })

  it('rejects a call that nobody ever answered, also one that is left at once', async () => {
    const silent = recording([0, 1, 'request', request], [50, 1, 'end', 'abort'])
    for (const fetch of [replay(silent), createPlayer(silent).fetch]) {
      const leave = new AbortController()
      const call = fetch('http://x/', { signal: leave.signal })
      leave.abort(new Error('left'))
      await expect(call).rejects.toThrow('left')
    }
  })

  it('breaks the body at once', async () => {
    const clock = fakeClock()
    const leave = new AbortController()
    const answer = await clock.until(replay(hello, { clock })(new Request('http://x/', { signal: leave.signal })))
    const text = answer.text()
    await clock.advance(150)
    leave.abort()
    await expect(text).rejects.toMatchObject({ name: 'AbortError' })
  })
})

it('records again what it replays, to the letter and the millisecond', async () => {
  const reads = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.uint8Array({ minLength: 1, maxLength: 20 })), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(fc.array(reads, { minLength: 1, maxLength: 3 }), async (exchanges) => {
      const clock = fakeClock()
      let text = ''
      const write = (fetch: typeof globalThis.fetch) =>
        record(fetch, (entry) => void (text += `${JSON.stringify(entry)}\n`), { label: 'again', clock })
      let next = 0
      const source = write(async () => {
        const timed = exchanges[next] ?? []
        next += 1
        return new Response(
          new ReadableStream<Uint8Array<ArrayBuffer>>({
            async start(controller) {
              for (const [ms, bytes] of timed) {
                await clock.sleep(ms)
                controller.enqueue(new Uint8Array(bytes))
              }
              controller.close()
            },
          }),
          { headers: { 'x-exchange': String(next) } },
        )
      })
      const run = async (fetch: typeof globalThis.fetch) => {
        text = ''
        for (const _ of exchanges) await clock.until(fetch('http://x/').then((answer) => answer.arrayBuffer()))
        return text
      }
      const first = await run(source)
      const parsed = parseRecording(first)
      expect(formatRecording(parsed)).toBe(first)
      const again = parseRecording(await run(write(replay(parsed, { clock }))))
      expect(again.events).toEqual(parsed.events)
    }),
    { numRuns: 30 },
  )
})

it.each([0, -1, Number.NaN])('refuses a speed of %d, at which nothing can be played', (speed) => {
  expect(() => replay(hello, { speed })).toThrow(RangeError)
})
