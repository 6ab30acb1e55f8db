import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { nowUs } from './clock.ts'
import { RawReader } from './RawReader.ts'
import type { UpstreamDuties } from './upstream.ts'
import { Worker } from './Worker.ts'

/** A server that answers each connection with pieces, a moment apart. */
async function serve(pieces: readonly string[]): Promise<number> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => {
      void (async () => {
        for (const piece of pieces) {
          socket.write(piece)
          await sleep(2)
        }
      })()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

async function readAll(pieces: readonly string[]): Promise<RawReader & { latenciesUs?: number[] }> {
  const reader: RawReader & { latenciesUs?: number[] } = new RawReader({ port: await serve(pieces), path: 'x', user: 'u' })
  const latenciesUs: number[] = []
  reader.latenciesUs = latenciesUs
  reader.onEvent = (latencyUs) => void latenciesUs.push(latencyUs)
  onTestFinished(() => reader.leave())
  await new Promise<void>((resolve) => {
    reader.onClose = resolve
  })
  return reader
}

const chunked = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
const event = (seq: number, t: number) => `id: 1.${seq}\ndata: {"choices":[],"n":${seq},"t":${t}}\n\n`
const HEAD = 'HTTP/1.1 200 OK\r\nx-rivulet-run: abc\r\ntransfer-encoding: chunked\r\n\r\n'

test('every event counts once, wherever the bytes are cut', async () => {
  const stamp = nowUs()
  const bytes = `${HEAD}${[1, 2, 3].map((seq) => chunked(event(seq, stamp))).join('')}${chunked(event(4, stamp) + event(5, stamp))}0\r\n\r\n`
  for (const size of [1, 7, 50, 1000]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.slice(i * size, (i + 1) * size))
    const reader = await readAll(pieces)
    expect(reader).toMatchObject({ status: 200, runId: 'abc', events: 5, lastEventId: '1.5', isClosed: true, error: undefined })
    for (const latencyUs of reader.latenciesUs ?? []) {
      expect(latencyUs).toBeGreaterThan(0)
      expect(latencyUs).toBeLessThan(60e6)
    }
  }
})

test('where each event ended is told by characters of the body, wherever the coding cuts it', async () => {
  const body = [event(1, 5), event(22, 67), event(3, 8)]
  const text = body.join('')
  const ends = body.map((_, at) => body.slice(0, at + 1).join('').length)
  for (const size of [1, 10, 33, 1000]) {
    const chunks = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => chunked(text.slice(i * size, (i + 1) * size)))
    const reader = await readAll([`${HEAD}${chunks.join('')}0\r\n\r\n`])
    expect(reader).toMatchObject({ events: 3, firstNumber: 1, ends, lastEventId: '1.3' })
  }
})

const error = 'data: {"error":{"message":"Gone.","type":"relay_error","code":"relay_lost","param":null}}\n\n'

test.each([
  ['by itself', [chunked(event(1, 1)), chunked(error)]],
  ['with an event before it', [chunked(event(1, 1) + error)]],
])('an error in the stream that comes %s is kept by its code', async (_, pieces) => {
  expect(await readAll([HEAD, ...pieces, '0\r\n\r\n'])).toMatchObject({ events: 1, error: 'relay_lost', isDone: false })
})

test.each([
  ['lacks', [1, 3], 'gap'],
  ['comes twice', [1, 1], 'gap'],
  ['is the first of those that follow', [7, 8], undefined],
])('an event that %s', async (_, numbers, expected) => {
  const reader = await readAll([HEAD, ...numbers.map((n) => chunked(event(n, 1))), chunked('data: [DONE]\n\n'), '0\r\n\r\n'])
  expect(reader).toMatchObject({ events: 2, firstNumber: numbers[0], error: expected, isDone: true })
})

test('the upstream gives as many events as were ordered, those of a burst at once', async () => {
  const upstream = await Worker.start<UpstreamDuties>('upstream.ts', {})
  onTestFinished(() => upstream.end())
  const port = Number(new URL(await upstream.ask('address')).port)
  const reader = new RawReader({ port, path: 'chat/completions', user: 'u', body: { bench: { events: 30, rate: 100, burst: 25 } } })
  await new Promise<void>((resolve) => {
    reader.onClose = resolve
  })
  expect(reader).toMatchObject({ status: 200, events: 30, firstNumber: 0, error: undefined, isDone: true })
  expect(await upstream.ask('open')).toBe(0)
})
