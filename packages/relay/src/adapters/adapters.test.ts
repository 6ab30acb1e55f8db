import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { skippableTime } from '../clock.fixture.js'
import { createRelay } from '../createRelay.js'
import type { RelayLimits } from '../RelayLimits.js'
import { allEvents, PATIENT, runIdOf, textOf } from '../relay.fixture.js'
import { rawRequest } from '../security/rawRequest.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import { startUpstream } from '../upstream.fixture.js'
import { ADAPTERS, type Adapter } from './adapters.fixture.js'

async function serveWith(adapter: Adapter, limits: Partial<RelayLimits> = {}) {
  const upstream = await startUpstream()
  const relay = createRelay({
    upstream: { baseURL: upstream.baseURL },
    authorize: () => 'ann',
    store: memoryStore(),
    limits: { ...PATIENT, ...limits },
  })
  const server = await adapter.serve(relay)
  const { baseURL } = server
  onTestFinished(async () => {
    await relay.close({ graceMs: 0 })
    await server.close()
    await upstream.close()
  })
  const post = (body: object = {}, init: RequestInit = {}) =>
    fetch(`${baseURL}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'fake', stream: true, messages: [], ...body }),
      ...init,
    })
  const get = (path: string, init: RequestInit = {}) => fetch(`${baseURL}/${path}`, init)
  const readers = async () => ((await (await get('health')).json()) as { readers: number }).readers
  return { upstream, baseURL, post, get, readers }
}

/** A POST of which nobody reads the answer. */
function postUnread(baseURL: string, key: string) {
  const { hostname, port, host, pathname } = new URL(`${baseURL}/chat/completions`)
  const body = JSON.stringify({ model: 'fake', stream: true, messages: [] })
  const headers = [`Host: ${host}`, 'Content-Type: application/json', `Content-Length: ${body.length}`, `Idempotency-Key: ${key}`]
  const socket = connect({ host: hostname, port: Number(port) })
  socket.on('error', () => {})
  socket.write([`POST ${pathname} HTTP/1.1`, ...headers, '', body].join('\r\n'))
  socket.pause()
  return socket
}

/** Reads until `what` has come. */
async function readUntil(response: Response, what: string): Promise<void> {
  let text = ''
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) {
    text += piece
    if (text.includes(what)) return
  }
  throw new Error(`It ended without ${what}: ${text}`)
}

const hearConsole = () => (['log', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method).mockImplementation(() => {}))

describe.each(ADAPTERS)('behind $name', (adapter) => {
  let written: ReturnType<typeof hearConsole>
  beforeEach(() => {
    written = hearConsole()
  })
  afterEach(() => {
    expect(written.flatMap(({ mock }) => mock.calls.flat().map(String)).filter((line) => line !== adapter.complaint)).toEqual([])
    vi.restoreAllMocks()
  })

  test("the head comes before the first token, with the upstream's status or before it is known", async () => {
    const { upstream, post } = await serveWith(adapter, { statusWaitMs: 50 })
    for (const hasHead of [true, false]) {
      const asked = post()
      const call = await upstream.next()
      if (hasHead) call.head()
      const response = await asked
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
      expect(response.headers.get('cache-control')).toBe('no-store, no-transform')
      expect(response.headers.get('content-encoding')).toBeNull()
      if (!hasHead) call.head()
      const events = allEvents(response)
      call.say('Hello').finish()
      expect(textOf(await events)).toBe('Hello')
    }
  })

  test('each read of the upstream goes out as it comes', async () => {
    const { upstream, post } = await serveWith(adapter)
    const asked = post()
    const call = (await upstream.next()).head()
    const reader = (await asked).body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const until = async (what: string) => {
      while (!text.includes(what)) text += (await reader.read()).value ?? ''
    }
    for (const word of ['one ', 'two ', 'three ']) {
      call.say(word)
      await until(word)
    }
    call.finish()
    await until('[DONE]')
  })

  test('who disconnects leaves the run; it goes on, can be resumed, and is stopped when its time is over', async () => {
    const graceMs = 60_000
    const skip = skippableTime()
    const { upstream, post, get, readers } = await serveWith(adapter, { detachedGraceMs: graceMs })
    const leaving = new AbortController()
    const asked = post({}, { signal: leaving.signal })
    const call = (await upstream.next()).head().say('one ')
    const id = runIdOf(await asked)
    expect(await readers()).toBe(1)
    leaving.abort()
    await expect.poll(readers).toBe(0)
    expect(call.isClosed).toBe(false)

    call.say('two ')
    const again = new AbortController()
    const resumed = await get(`runs/${id}/events`, { headers: { 'last-event-id': '1.1' }, signal: again.signal })
    await readUntil(resumed, '"two "')
    again.abort()
    await expect.poll(readers).toBe(0)
    expect(call.isClosed).toBe(false)
    skip(graceMs)
    await call.closed
    expect(await (await get(`runs/${id}`)).json()).toMatchObject({ state: 'stopped' })
  })

  test.each([true, false])('who disconnects before the head is there leaves nothing behind (stream: %s)', async (stream) => {
    const { upstream, post, get, readers } = await serveWith(adapter, { detachedGraceMs: 300 })
    const leaving = new AbortController()
    const asked = post({ stream }, { signal: leaving.signal })
    const call = await upstream.next()
    leaving.abort()
    await expect(asked).rejects.toThrow()
    await call.closed
    await expect.poll(readers).toBe(0)
    expect(await (await get('health')).json()).toMatchObject({ runs: 0 })
  })

  test('who does not read is dropped, and costs the run nothing', async () => {
    // What sockets hold differs between machines: the run may be longer than any of them.
    const limits = { readerLagChars: 262_144, readerStallMs: 60_000, runBytes: 268_435_456 }
    const { upstream, post, baseURL, readers } = await serveWith(adapter, limits)
    const socket = postUnread(baseURL, 'key-1')
    const call = (await upstream.next()).head()
    await expect.poll(readers).toBe(1)
    const text = 'x'.repeat(65_536)
    let sent = 0
    const writing = setInterval(() => {
      call.say(text)
      sent += 1
    }, 5)
    await expect.poll(readers).toBe(0)
    clearInterval(writing)
    call.finish()
    const other = await post({}, { headers: { 'content-type': 'application/json', 'idempotency-key': 'key-1' } })
    expect(textOf(await allEvents(other))).toHaveLength(sent * text.length)
    expect(upstream.calls).toHaveLength(1)
    socket.destroy()
  })

  test('a page of the host that was asked is let in, and one of another is not', async () => {
    const { baseURL } = await serveWith(adapter)
    const target = `${new URL(baseURL).pathname}/runs/AAAAAAAAAAAAAAAAAAAAAA`
    const ask = (origin: string) => rawRequest(baseURL, [`GET ${target} HTTP/1.1`, 'Host: app.example.com', `Origin: ${origin}`])
    expect((await ask('https://app.example.com')).status).toBe(404)
    expect((await ask('https://evil.example.com')).status).toBe(403)
  })

  test('refusals, whole replies, stop and HEAD', async () => {
    const { upstream, post, get, readers } = await serveWith(adapter, { requestBytes: 1000 })
    const large = await post({ padding: 'x'.repeat(1000) })
    expect([large.status, ((await large.json()) as { error: object }).error]).toMatchObject([413, { code: 'request_too_large' }])
    expect((await get('elsewhere')).status).toBe(404)

    const whole = post({ stream: false })
    ;(await upstream.next()).json(200, { id: 'c', choices: [] })
    expect(await (await whole).json()).toEqual({ id: 'c', choices: [] })

    const asked = post()
    const call = (await upstream.next()).head().say('half')
    const response = await asked
    const id = runIdOf(response)
    const head = await get(`runs/${id}/events`, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8'])
    await expect.poll(readers).toBe(1)
    const stopped = await get(`runs/${id}/stop`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    expect(await stopped.json()).toMatchObject({ id, state: 'stopped' })
    await call.closed
    expect((await allEvents(response)).at(-1)?.data).toBe('[DONE]')
  })
})

test('a relay is a route handler: it takes the request, and passes over the context that Next.js adds', async () => {
  const upstream = await startUpstream()
  onTestFinished(() => upstream.close())
  const relay = createRelay({
    upstream: { baseURL: upstream.baseURL },
    authorize: (request) => request.headers.get('x-user'),
    store: memoryStore(),
  })
  const handlers: Record<
    'GET' | 'POST' | 'OPTIONS',
    (request: Request, context: { params: Promise<{ path: string[] }> }) => Promise<Response>
  > = {
    GET: relay,
    POST: relay,
    OPTIONS: relay,
  }
  const context = { params: Promise.resolve({ path: ['chat', 'completions'] }) }
  const headers = { 'x-user': 'ann', 'content-type': 'application/json' }
  const body = JSON.stringify({ model: 'fake', stream: true, messages: [] })
  const url = 'http://app.example/api/chat/chat/completions'
  const asked = handlers.POST(new Request(url, { method: 'POST', headers, body }), context)
  ;(await upstream.next()).head().say('Hello').finish()
  expect(textOf(await allEvents(await asked))).toBe('Hello')
  expect((await handlers.OPTIONS(new Request(url, { method: 'OPTIONS' }), context)).status).toBe(403)
  await relay.close({ graceMs: 0 })
})
