import { once } from 'node:events'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { ServerResponse } from 'node:http'
import { afterEach, expect, test, vi } from 'vitest'
import { opened, readAll, serveGateway, STREAM, upstreamFrom, upstreamOf, WHOLE } from './gateway.fixture.js'
import type { UpstreamAnswer, UpstreamLimits } from './Upstream.js'

const SSE = { 'content-type': 'text/event-stream' }
const hi = 'data: {"choices":[{"index":0,"delta":{"content":"hi"},"finish_reason":null}]}'
const stop = 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}'

/** A gateway that writes what it is told and then does whatever `then` says. */
async function gatewayThat(text: string, then: (response: ServerResponse) => unknown, limits: Partial<UpstreamLimits> = {}) {
  const { baseURL } = await serveGateway((_request, response) => {
    response.writeHead(200, SSE)
    response.write(text, () => then(response))
  })
  return upstreamOf({ baseURL }, limits)
}

/** A gateway in memory that says what it is told when it is told, in time that the test moves. */
function spokenGateway(limits: Partial<UpstreamLimits>) {
  vi.useFakeTimers()
  const encoder = new TextEncoder()
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>({ start: (own) => void (controller = own) })
  const respond = () => Promise.resolve(new Response(body, { headers: SSE }))
  return {
    upstream: upstreamOf({ baseURL: 'http://gateway.example/v1', fetch: respond }, limits),
    say: (text: string) => controller?.enqueue(encoder.encode(text)),
    end: () => controller?.close(),
  }
}

afterEach(() => void vi.useRealTimers())

/** Reads until it fails. */
async function failing(answer: UpstreamAnswer) {
  const frames: string[] = []
  const error: unknown = await opened(answer)
    .read((some) => void frames.push(...some))
    .then(
      (end) => ({ end }),
      (reason: unknown) => reason,
    )
  return { frames, error }
}

const nothing = () => undefined

test('an answer that ends without [DONE] is cut', async () => {
  const upstream = await gatewayThat(`${hi}\n\n${stop}\n\n`, (response) => response.end())
  expect(await readAll(await upstream.chat(STREAM))).toMatchObject({ end: 'cut', frames: [hi, stop] })
})

test.each([STREAM, WHOLE])('a connection that breaks fails the answer; what came is kept', async (request) => {
  const upstream = await gatewayThat(`${hi}\n\n${hi}`, (response) => response.destroy())
  const { frames, error } = await failing(await upstream.chat(request))
  expect(error).toMatchObject({ name: 'UpstreamFailure', code: 'upstream_broken' })
  expect(frames).toEqual(request === STREAM ? [hi] : [])
})

test('a connection that breaks when every answer has finished takes nothing away', async () => {
  const upstream = await gatewayThat(`${hi}\n\n${stop}\n\n`, (response) => response.destroy())
  expect(await readAll(await upstream.chat(STREAM))).toMatchObject({ end: 'cut', frames: [hi, stop] })
  const two = await upstream.chat({ ...STREAM, body: { ...STREAM.body, n: 2 } })
  expect((await failing(two)).error).toMatchObject({ code: 'upstream_broken' })
})

test('a connection that breaks behind [DONE] takes nothing away', async () => {
  const upstream = await gatewayThat(`${hi}\n\ndata: [DONE]\n\n`, (response) => response.destroy())
  expect(await readAll(await upstream.chat(STREAM))).toMatchObject({ end: 'done', frames: [hi] })
})

test.each([STREAM, WHOLE])('a gateway that falls silent is given up', async (request) => {
  const upstream = await gatewayThat(`${hi}\n\n`, nothing, { upstreamIdleMs: 100 })
  const { error } = await failing(await upstream.chat(request))
  expect(error).toMatchObject({ code: 'upstream_timeout' })
})

test('any byte is a sign of life', async () => {
  const { upstream, say, end } = spokenGateway({ upstreamIdleMs: 400 })
  const reading = readAll(await upstream.chat(STREAM))
  for (let byte = 0; byte < 20; byte++) {
    await vi.advanceTimersByTimeAsync(399)
    say(byte % 2 ? '\n' : ':')
  }
  say('\n\n')
  end()
  expect(await reading).toMatchObject({ end: 'cut', frames: [] })
})

test('time that the taker takes is no silence of the gateway', async () => {
  const { upstream, say, end } = spokenGateway({ upstreamIdleMs: 300 })
  say(`${hi}\n\n`)
  const frames: string[] = []
  const reading = opened(await upstream.chat(STREAM)).read(async (some) => {
    frames.push(...some)
    await new Promise((resolve) => setTimeout(resolve, 600))
  })
  await vi.advanceTimersByTimeAsync(500)
  say(`${stop}\n\n`)
  end()
  await vi.advanceTimersByTimeAsync(1000)
  await reading
  expect(frames).toEqual([hi, stop])
})

test('a gateway whose head does not come is given up', async () => {
  const { baseURL } = await serveGateway(nothing)
  await expect(upstreamOf({ baseURL }, { upstreamHeadersMs: 100 }).chat(STREAM)).rejects.toMatchObject({ code: 'upstream_timeout' })
})

test('a gateway that is not there cannot be reached', async () => {
  const { port, server } = await serveGateway(nothing)
  server.close()
  await once(server, 'close')
  const asking = upstreamOf({ baseURL: `http://127.0.0.1:${port}/v1` }).chat(STREAM)
  await expect(asking).rejects.toMatchObject({
    code: 'upstream_unreachable',
    message: expect.stringMatching(/\(ECONNREFUSED\)\. .*\. .*\.$/) as string,
  })
  await expect(asking).rejects.not.toMatchObject({ message: expect.stringContaining('127.0.0.1') as string })
})

test('what is no HTTP cannot be read as any', async () => {
  const server = createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  await expect(upstreamOf({ baseURL: `http://127.0.0.1:${port}` }).chat(STREAM)).rejects.toMatchObject({ code: 'upstream_unreachable' })
  server.close()
})

test.each([STREAM, WHOLE])('an answer over the limit of bytes ends there', async (request) => {
  const upstream = await gatewayThat(`${hi}\n\n`.repeat(1000), (response) => response.end(), { runBytes: 10_000 })
  const { frames, error } = await failing(await upstream.chat(request))
  expect(error).toMatchObject({ code: 'limit', message: expect.stringContaining('10000 bytes') as string })
  expect(frames).toHaveLength(request === STREAM ? Math.floor(10_000 / (hi.length + 2)) : 0)
})

test('an answer of just as many bytes as may be is whole', async () => {
  const text = `${hi}\n\ndata: [DONE]\n\n`
  const upstream = await gatewayThat(text, (response) => response.end(), { runBytes: text.length })
  expect(await readAll(await upstream.chat(STREAM))).toMatchObject({ end: 'done' })
})

test.each([STREAM, WHOLE])('a bomb is counted by what it unpacks to', async (request) => {
  const bomb = gzipSync(`: ${' '.repeat(50_000_000)}\n\n`)
  expect(bomb.length).toBeLessThan(100_000)
  const { baseURL } = await serveGateway((_request, response) => response.writeHead(200, { ...SSE, 'content-encoding': 'gzip' }).end(bomb))
  const before = process.memoryUsage().arrayBuffers
  const { error } = await failing(await upstreamOf({ baseURL }, { runBytes: 1_000_000 }).chat(request))
  expect(error).toMatchObject({ code: 'limit' })
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(40_000_000)
})

test('a bomb in an error is not unpacked further than an error needs', async () => {
  const bomb = gzipSync(`{"error":{"message":"${'x'.repeat(50_000_000)}"}}`)
  const { baseURL } = await serveGateway((_request, response) => response.writeHead(500, { 'content-encoding': 'gzip' }).end(bomb))
  expect(JSON.stringify(await upstreamOf({ baseURL }).chat(STREAM)).length).toBeLessThan(1000)
})

test('an event that is too long fails the answer; those before it are kept', async () => {
  const upstream = upstreamFrom([`${hi}\n\ndata: ${'x'.repeat(9_000_000)}`])
  const { frames, error } = await failing(await upstream.chat(STREAM))
  expect(error).toMatchObject({ code: 'limit' })
  expect(frames).toEqual([hi])
})

test('aborting closes the connection, whatever is waited for', async () => {
  const reason = new Error('stopped')
  const closed: Promise<unknown>[] = []
  const { baseURL } = await serveGateway((request, response) => {
    closed.push(once(response, 'close'))
    if (request.headers['x-speaks']) response.writeHead(200, SSE).write(`${hi}\n\n`)
  })
  const upstream = upstreamOf({ baseURL })
  const beforeHead = new AbortController()
  const asking = upstream.chat({ ...STREAM, signal: beforeHead.signal })
  await expect.poll(() => closed.length).toBe(1)
  beforeHead.abort(reason)
  await expect(asking).rejects.toBe(reason)
  await closed[0]

  const midway = new AbortController()
  const answer = opened(await upstream.chat({ ...STREAM, headers: new Headers({ 'x-speaks': '1' }), signal: midway.signal }))
  const reading = answer.read(() => midway.abort(reason))
  await expect(reading).rejects.toBe(reason)
  await closed[1]

  const asked = closed.length
  await expect(upstream.chat({ ...STREAM, signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  expect(closed).toHaveLength(asked)
})

test('an answer that nobody reads can be let go of', async () => {
  let closed: Promise<unknown> | undefined
  const { baseURL } = await serveGateway((_request, response) => {
    closed = once(response, 'close')
    response.writeHead(200, SSE).write(`${hi}\n\n`)
  })
  opened(await upstreamOf({ baseURL }).chat(STREAM)).cancel()
  await closed
})

test('what the taker throws ends the reading and closes the connection', async () => {
  let closed: Promise<unknown> | undefined
  const upstream = await gatewayThat(`${hi}\n\n`, (response) => (closed = once(response, 'close')))
  const problem = new Error('the store is full')
  await expect(opened(await upstream.chat(STREAM)).read(() => Promise.reject(problem))).rejects.toBe(problem)
  await closed
})
