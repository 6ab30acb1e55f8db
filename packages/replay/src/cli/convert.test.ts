import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeRead, parseRecording, type RecordedRead } from '../index.js'
import { folderWith, runCli } from './cli.fixture.js'
import { sseReads } from './sseReads.js'

const KEY = 'sk-canary-0Zx7Wv5Ut3Sr1'
const event = (content: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`
const DUMP = `${event('Hel')}: a comment\r\n\r\n${event('lo 🦀')}data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`

const reads = (text: string) =>
  parseRecording(text).events.filter((entry): entry is RecordedRead => entry[2] === 'data' || entry[2] === 'bytes')
const bodyOf = (text: string) => Buffer.concat(reads(text).map(decodeRead)).toString()

it('makes a recording of a dump, an event a read', async () => {
  const folder = folderWith({ 'dump.sse': DUMP })
  const { code, stdout, stderr } = await runCli(
    ['from-sse', 'dump.sse', '--out', 'a.stream.jsonl', '--interval', '50', '--prompt', 'Say hello'],
    {
      cwd: folder.path,
    },
  )
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '' })
  expect(stderr).toBe(
    'a.stream.jsonl: 1 exchange, 5 reads, 203 bytes, 2 tokens, 0.3 s, complete (stop)\n'.replace('203', String(Buffer.byteLength(DUMP))),
  )
  const text = folder.read('a.stream.jsonl')
  expect(bodyOf(text)).toBe(DUMP)
  expect(reads(text).map(([atMs]) => atMs)).toEqual([50, 100, 150, 200, 250])
  expect(parseRecording(text)).toMatchObject({
    header: { rivulet: 1, label: 'dump.sse' },
    events: expect.arrayContaining([[0, 1, 'request', expect.objectContaining({ body: expect.stringContaining('Say hello') })]]),
  })
  expect(parseRecording(text).header.startedAt, 'when it was made is not known').toBeUndefined()
  expect(folder.names()).toEqual(['a.stream.jsonl', 'dump.sse'])
})

it('takes keys out of a dump, and reads the standard input', async () => {
  const folder = folderWith()
  const dump = `data: {"access_token":"${KEY}"}\n\ndata: you are ${KEY}`
  const { code, stderr } = await runCli(['from-sse', '-', '--out', 'a.stream.jsonl'], { cwd: folder.path, stdin: dump })
  expect(code, stderr).toBe(0)
  expect(bodyOf(folder.read('a.stream.jsonl'))).toBe('data: {"access_token":"[redacted]"}\n\ndata: you are [redacted]')
})

it('cuts any dump into its events, and loses no byte', () => {
  const part = fc.constantFrom('data: x', '\n', '\r', '\r\n', ':', 'é', '\n\n', '\r\n\r\n')
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const bytes = new TextEncoder().encode(parts.join(''))
      const cut = sseReads(bytes, (index) => index).map((read) => Buffer.from(read.bytes).toString())
      expect(cut.join('')).toBe(parts.join(''))
      for (const read of cut.slice(0, -1))
        expect(read, 'ends in a blank line, and holds no other after its text').toMatch(
          /^(?:\r\n?|\n)*(?:[^\r\n]+(?:\r\n?|\n))+(?:\r\n?|\n)$/,
        )
    }),
  )
})

const har = {
  log: {
    version: '1.2',
    creator: { name: 'WebInspector', version: '537.36' },
    entries: [
      { startedDateTime: '2026-03-01T10:00:00.000Z', request: { method: 'GET', url: 'https://chat.example/' }, response: { status: 200 } },
      {
        startedDateTime: '2026-03-01T10:00:01.000Z',
        request: {
          method: 'POST',
          url: `https://gateway.example/v1/chat/completions?api_key=${KEY}`,
          headers: [
            { name: ':authority', value: 'gateway.example' },
            { name: 'authorization', value: `Bearer ${KEY}` },
            { name: 'cookie', value: `session=${KEY}` },
            { name: 'content-type', value: 'application/json' },
          ],
          cookies: [{ name: 'session', value: KEY }],
          postData: { mimeType: 'application/json', text: JSON.stringify({ model: 'm', messages: [], api_key: KEY }) },
        },
        response: {
          status: 200,
          headers: [
            { name: 'content-type', value: 'text/event-stream' },
            { name: 'set-cookie', value: `session=${KEY}` },
            { name: 'content-encoding', value: 'br' },
          ],
          content: { mimeType: 'text/event-stream', encoding: 'base64', text: Buffer.from(`${DUMP}: ${KEY}\n\n`).toString('base64') },
        },
        timings: { blocked: 10, dns: -1, connect: 20, ssl: 15, send: 5, wait: 165, receive: 600 },
      },
      {
        // While the one before was still coming.
        startedDateTime: '2026-03-01T10:00:01.500Z',
        request: { method: 'POST', url: 'https://gateway.example/v1/chat/completions', headers: [], postData: { text: '{}' } },
        response: { status: 429, headers: [], content: { mimeType: 'application/json', text: '{"error":{"message":"Slow down"}}' } },
        timings: { send: 0, wait: 100, receive: 0 },
      },
      {
        startedDateTime: '2026-03-01T10:00:03.000Z',
        request: { method: 'POST', url: 'https://gateway.example/v1/chat/completions' },
        response: { status: 0, _error: 'net::ERR_ABORTED' },
        timings: { send: 0, wait: 70, receive: 0 },
      },
      { request: { method: 'POST', url: 'https://gateway.example/v1/chat/completions' }, response: { status: 200 } },
      'nonsense',
      { request: { method: 'POST', url: 'https://gateway.example/v1/chat/completions' }, response: null },
    ],
  },
}

it('makes a recording of the chats in a HAR, without their keys, and says what a HAR does not tell', async () => {
  const folder = folderWith({ 'a.har': JSON.stringify(har) })
  const { code, stdout, stderr } = await runCli(['from-har', 'a.har', '--out', 'a.stream.jsonl'], { cwd: folder.path })
  expect({ code, stdout }, stderr).toEqual({ code: 0, stdout: '' })
  expect(stderr).toMatch(/^https:\/\/gateway\.example\/v1\/chat\/completions: its answer was not saved, so it is recorded as empty\./)
  expect(stderr).toMatch(/A HAR tells no time of each read: events are spread evenly over the time that their answer took\.\n$/)
  const text = folder.read('a.stream.jsonl')
  expect(text + stderr).not.toContain('canary')
  const { header, events } = parseRecording(text)
  expect(header).toEqual({ rivulet: 1, label: 'a.har', startedAt: '2026-03-01T10:00:01.000Z' })
  const of = (exchange: number) => events.filter((entry) => entry[1] === exchange)
  const chat = events.find(([, exchange, kind]) => kind === 'response' && exchange !== 1 && exchange !== 2)
  expect(chat).toBeDefined()
  const first = events.filter(([, , kind]) => kind === 'request')
  expect(first).toHaveLength(5)
  const [streamed = 0] = events
    .filter(([, , kind, value]) => kind === 'request' && JSON.stringify(value).includes('api_key'))
    .map(([, exchange]) => exchange)
  const times = of(streamed).map(([atMs, , kind]) => `${atMs} ${kind}`)
  expect(times).toEqual(['0 request', '200 response', '300 data', '400 data', '500 data', '600 data', '700 data', '800 data', '800 end'])
  expect(of(streamed)[0]?.[3]).toEqual({
    method: 'POST',
    url: 'https://gateway.example/v1/chat/completions?api_key=redacted',
    headers: { 'content-type': 'application/json' },
    body: '{"model":"m","messages":[],"api_key":"[redacted]"}',
  })
  const ends = first.map(([, exchange]) =>
    of(exchange)
      .map(([, , kind, value]) => (kind === 'end' ? value : kind))
      .join(' '),
  )
  expect(ends.toSorted()).toEqual(
    [
      'request response data data data data data data eof',
      'request response data eof',
      'request abort',
      'request response eof',
      'request error',
    ].toSorted(),
  )
  const refused = events.find(([, , kind, value]) => kind === 'response' && JSON.stringify(value).includes('429'))
  expect(refused?.[0]).toBe(600)
})

it('takes another pace for a HAR', async () => {
  const folder = folderWith({ 'a.har': JSON.stringify({ log: { entries: [har.log.entries[1]] } }) })
  const { code, stderr } = await runCli(['from-har', 'a.har', '--out', 'a.stream.jsonl', '--interval', '7'], { cwd: folder.path })
  expect(code, stderr).toBe(0)
  expect(stderr).toContain('events come 7 ms apart')
  expect(reads(folder.read('a.stream.jsonl')).map(([atMs]) => atMs)).toEqual([207, 214, 221, 228, 235, 242])
})
