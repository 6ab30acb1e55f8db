import * as fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import {
  decodeRead,
  formatRecording,
  parseRecording,
  type RecordedRead,
  record,
  type RecordingEntry,
  type RecordingEvent,
  type RecordingHeader,
} from '../index.js'

const encoder = new TextEncoder()
const kinds = (entries: readonly RecordingEntry[]) => entries.map((entry) => (Array.isArray(entry) ? (entry[2] as string) : 'header'))

/** A recording of the entries, which fails where they are none. */
function parsed([header, ...events]: readonly RecordingEntry[]) {
  return parseRecording(formatRecording({ header: header as RecordingHeader, events: events as RecordingEvent[] }))
}

it.each([
  ['a picture', 'A'.repeat(12_000_000)],
  ['a long text in many lines', 'line\\n'.repeat(3_000_000)],
  ['a text that is cut', `${String.raw`\"`.repeat(1_000_000)}\\`],
])('lets a request with %s through, and writes it as it was', async (name, text) => {
  const body = `{"messages":[{"role":"user","content":"${text}${name.endsWith('cut') ? '' : '"}]}'}`
  const entries: RecordingEntry[] = []
  const fetch = record(
    async () => new Response('ok'),
    (entry) => entries.push(entry),
  )
  const response = await fetch('http://x/', { method: 'POST', body })
  expect(await response.text()).toBe('ok')
  const [request] = parsed(entries).events
  expect(request?.[2] === 'request' && request[3].body === body).toBe(true)
})

it('goes on without a recorder whose sink throws, which is told once', async () => {
  const failure = new Error('no space left')
  const told: unknown[] = []
  let given = 0
  const fetch = record(
    async () => new Response('the answer'),
    () => {
      given += 1
      if (given === 3) throw failure
    },
    { onSinkError: (error) => told.push(error) },
  )
  expect(await (await fetch('http://x/')).text()).toBe('the answer')
  expect(await (await fetch('http://x/')).text()).toBe('the answer')
  expect(told).toEqual([failure])
  expect(given, 'a recording with a hole is not gone on with').toBe(3)
})

it('throws what the sink threw where no caller is, unless somebody wants to be told', async () => {
  const failure = new Error('no space left')
  const uncaught = new Promise((resolve) => {
    const others = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.once('uncaughtException', (error) => {
      for (const other of others) process.on('uncaughtException', other)
      resolve(error)
    })
  })
  const fetch = record(
    async () => new Response('the answer'),
    () => {
      throw failure
    },
  )
  expect(await (await fetch('http://x/')).text()).toBe('the answer')
  expect(await uncaught).toBe(failure)
})

it('sends at once, whatever the body of the request, and writes its text when it has come', async () => {
  let upload: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array>({ start: (controller) => void (upload = controller) })
  const entries: RecordingEntry[] = []
  const fetch = record(
    async () => new Response('early'),
    (entry) => entries.push(entry),
  )
  const first = await fetch(new Request('http://x/', { method: 'POST', body, duplex: 'half' } as RequestInit))
  expect(await first.text()).toBe('early')
  expect(await (await fetch('http://x/second')).text()).toBe('early')
  expect(kinds(entries)).toEqual(['header'])
  upload?.enqueue(encoder.encode('{"a":'))
  upload?.enqueue(encoder.encode('1}'))
  upload?.close()
  await expect.poll(() => entries).toHaveLength(9)
  expect(kinds(entries)).toEqual('header request response data end request response data end'.split(' '))
  expect(entries[1]).toMatchObject([0, 1, 'request', { body: '{"a":1}' }])
  expect(parsed(entries).events).toHaveLength(8)
})

it('does not wait for ever for a body that never ends', async () => {
  const entries: RecordingEntry[] = []
  const fetch = record(
    async () => Promise.reject(new TypeError('fetch failed')),
    (entry) => entries.push(entry),
  )
  const request = new Request('http://x/', { method: 'POST', body: new ReadableStream(), duplex: 'half' } as RequestInit)
  await expect(fetch(request)).rejects.toThrow('fetch failed')
  await vi.waitUntil(() => entries.length === 3, { timeout: 10_000 })
  expect(entries[1]).toMatchObject([0, 1, 'request', { body: null }])
  expect(kinds(entries)).toEqual(['header', 'request', 'end'])
})

it('leaves to fetch what cannot be sent', async () => {
  const entries: RecordingEntry[] = []
  const fetch = record(globalThis.fetch, (entry) => entries.push(entry))
  await expect(fetch('http://127.0.0.1:9/', { headers: { 'x-api-key': 'a\nb' } })).rejects.toThrow(TypeError)
  await expect(fetch('no address')).rejects.toThrow(TypeError)
  expect(kinds(entries)).toEqual(['header', 'request', 'end', 'request', 'end'])
  expect(parsed(entries).events).toHaveLength(4)
})

it('says that there was no response where a page is not told of it', async () => {
  const entries: RecordingEntry[] = []
  const fetch = record(
    async () => Response.error(),
    (entry) => entries.push(entry),
  )
  expect((await fetch('http://x/')).type).toBe('error')
  expect(entries.at(-1)).toMatchObject([expect.any(Number), 1, 'end', 'error'])
  expect(kinds(parsed(entries).events)).toEqual(['request', 'end'])
})

it('writes times that never go back, whatever the clock says', async () => {
  const times = [1000, 1050, 900, 1100]
  const entries: RecordingEntry[] = []
  const clock = { now: () => times.shift() ?? 0, sleep: () => Promise.resolve() }
  await (
    await record(
      async () => new Response('x y'),
      (entry) => entries.push(entry),
      { clock },
    )('http://x/')
  ).text()
  expect(parsed(entries).events.map(([atMs]) => atMs)).toEqual([0, 50, 50, 100])
})

it('writes reads without secrets as they came, wherever they are cut and whatever they end in', async () => {
  const key = 'k3Yq9-abc_0Zx7Wv5Ut3Sr1'
  const text = 'data: {"id":"k3Yq9-ab","n":5,"api_keys_used":"","token_count":1,"content":"the key k3Yq8… “é🦀” k3Yq9"}\n\ntoken=k&n=1'
  const bytes = encoder.encode(text)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: bytes.length }), { maxLength: 40 }), async (cuts) => {
      const edges = [...new Set([0, ...cuts, bytes.length])].toSorted((a, b) => a - b)
      const reads = edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge))
      let now = 0
      const next = reads.values()
      const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          pull(controller) {
            now += 10
            const { value } = next.next()
            if (value) controller.enqueue(value)
            else controller.close()
          },
        },
        { highWaterMark: 0 },
      )
      const entries: RecordingEntry[] = []
      const clock = { now: () => now, sleep: () => Promise.resolve() }
      const fetch = record(
        async () => new Response(body),
        (entry) => entries.push(entry),
        { clock },
      )
      await (await fetch('http://x/', { headers: { authorization: `Bearer ${key}` } })).text()
      const written = parsed(entries).events.filter((event): event is RecordedRead => event[2] === 'data' || event[2] === 'bytes')
      expect(written.map((event) => [event[0], Buffer.from(decodeRead(event)).toString('latin1')])).toEqual(
        reads.map((read, index) => [10 * (index + 1), Buffer.from(read).toString('latin1')]),
      )
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 300) },
  )
})

it('gives each read to the sink before the next one comes, and keeps none', async () => {
  const entries: RecordingEntry[] = []
  const source = async () =>
    new Response(
      new ReadableStream<Uint8Array<ArrayBuffer>>(
        {
          pull(controller) {
            const before = entries.filter((entry) => Array.isArray(entry) && entry[2] === 'data').length
            if (before === 50) controller.close()
            else controller.enqueue(encoder.encode(`data: ${before}\n\n`))
          },
        },
        { highWaterMark: 0 },
      ),
      { headers: { 'content-type': 'text/event-stream' } },
    )
  const fetch = record(source, (entry) => entries.push(entry))
  // Had a read been held back, its number would come twice.
  expect(await (await fetch('http://x/', { headers: { authorization: 'Bearer sk-123456789' } })).text()).toBe(
    Array.from({ length: 50 }, (_, index) => `data: ${index}\n\n`).join(''),
  )
})
