import { connect } from 'node:net'
import { createChatClient } from '@rivulet/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRelay } from '../createRelay.js'
import { allEvents, runIdOf, textOf } from '../relay.fixture.js'
import { rawRequest } from '../security/rawRequest.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import { startUpstream, type TestUpstream } from '../upstream.fixture.js'
import { startNextApp, type NextApp } from './nextApp.fixture.js'

const JSON_OF_ANN = { 'x-user': 'ann', 'content-type': 'application/json' }
const BODY = JSON.stringify({ model: 'fake', stream: true, messages: [] })

let upstream: TestUpstream
beforeAll(async () => {
  upstream = await startUpstream()
})
afterAll(() => upstream.close())

test('a relay is a route handler: it takes the request, and passes over the context that Next.js adds', async () => {
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
  const url = 'http://app.example/api/chat/chat/completions'
  const asked = handlers.POST(new Request(url, { method: 'POST', headers: JSON_OF_ANN, body: BODY }), context)
  ;(await upstream.next()).head().say('Hello').finish()
  expect(textOf(await allEvents(await asked))).toBe('Hello')
  expect((await handlers.OPTIONS(new Request(url, { method: 'OPTIONS' }), context)).status).toBe(403)
  await relay.close({ graceMs: 0 })
})

describe.skipIf(!process.env['LONG_SUITE'])(
  'in a Next.js application, in the long suite only, since it is fetched from the registry and built',
  () => {
    let app: NextApp
    beforeAll(async () => {
      app = await startNextApp(upstream.baseURL)
    }, 900_000)
    afterAll(() => app?.close(), 120_000)

    const post = (init: RequestInit = {}) =>
      fetch(`${app.baseURL}/chat/completions`, { method: 'POST', headers: JSON_OF_ANN, body: BODY, ...init })
    const get = (path: string, init: RequestInit = {}) => fetch(`${app.baseURL}/${path}`, { headers: JSON_OF_ANN, ...init })
    const readers = async () => ((await (await get('health')).json()) as { readers: number }).readers

    test('the head comes before the first token, and each read as it comes', async () => {
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
        const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
        let text = ''
        for (const word of ['one ', 'two ']) {
          call.say(word)
          while (!text.includes(word)) text += (await reader.read()).value ?? ''
        }
        call.finish()
        while (!text.includes('[DONE]')) text += (await reader.read()).value ?? ''
      }
    })

    test('who disconnects leaves the run, which goes on, is resumed, and is stopped when its time is over', async () => {
      const leaving = new AbortController()
      const asked = post({ signal: leaving.signal })
      const call = (await upstream.next()).head().say('one ')
      const id = runIdOf(await asked)
      leaving.abort()
      await expect.poll(readers).toBe(0)
      expect(call.isClosed).toBe(false)
      call.say('two ')
      const again = new AbortController()
      const resumed = await get(`runs/${id}/events`, { headers: { ...JSON_OF_ANN, 'last-event-id': '1.1' }, signal: again.signal })
      expect((await resumed.body!.pipeThrough(new TextDecoderStream()).getReader().read()).value).toContain('"two "')
      again.abort()
      await call.closed
      await expect.poll(async () => (await (await get(`runs/${id}`)).json()) as object).toMatchObject({ state: 'stopped' })
    })

    test.each([true, false])('who disconnects before the head is there leaves nothing behind (stream: %s)', async (stream) => {
      const leaving = new AbortController()
      const asked = post({ signal: leaving.signal, body: JSON.stringify({ model: 'fake', stream, messages: [] }) })
      const call = await upstream.next()
      leaving.abort()
      await expect(asked).rejects.toThrow()
      await call.closed
      await expect.poll(async () => (await (await get('health')).json()) as object).toMatchObject({ runs: 0, readers: 0 })
    })

    test("stop stops, and core's client finds its way", async () => {
      const client = createChatClient({ baseURL: app.baseURL, headers: { 'x-user': 'ann' } })
      const stream = client.stream({ model: 'fake', messages: [] })
      const result = stream.result
      const call = (await upstream.next()).head().say('half ')
      await expect.poll(() => stream.completion.choices[0]?.message.content).toBe('half ')
      await stream.stop()
      await call.closed
      expect((await result).ending.kind).toBe('stopped')
      const events = await allEvents(await get(`runs/${stream.runId}/events`))
      expect([textOf(events), events.at(-1)?.data]).toEqual(['half ', '[DONE]'])
    })

    test('who does not read is dropped, and costs the run nothing', async () => {
      const { hostname, port, pathname } = new URL(app.baseURL)
      const lines = [`POST ${pathname}/chat/completions HTTP/1.1`, 'Host: app', 'X-User: ann', 'Content-Type: application/json']
      const socket = connect({ host: hostname, port: Number(port) })
      socket.on('error', () => {}).pause()
      socket.write([...lines, 'Idempotency-Key: key-1', `Content-Length: ${BODY.length}`, '', BODY].join('\r\n'))
      const call = (await upstream.next()).head()
      await expect.poll(readers).toBe(1)
      const text = 'x'.repeat(65_536)
      let sent = 0
      const writing = setInterval(() => {
        call.say(text)
        sent += 1
      }, 10)
      await expect.poll(readers, { timeout: 30_000 }).toBe(0)
      clearInterval(writing)
      call.finish()
      const other = await post({ headers: { ...JSON_OF_ANN, 'idempotency-key': 'key-1' } })
      expect(textOf(await allEvents(other))).toHaveLength(sent * text.length)
      socket.destroy()
    })

    test('a page of the host that was asked is let in, and one of another is not', async () => {
      const { pathname } = new URL(app.baseURL)
      const ask = (origin: string) =>
        rawRequest(app.baseURL, [
          `GET ${pathname}/runs/AAAAAAAAAAAAAAAAAAAAAA HTTP/1.1`,
          'Host: app.example.com',
          'X-User: ann',
          `Origin: ${origin}`,
        ])
      expect((await ask('https://app.example.com')).status).toBe(404)
      expect((await ask('https://evil.example.com')).status).toBe(403)
    })

    test('refusals and HEAD are as anywhere, and nothing of the relay is printed', async () => {
      expect((await get('models', { headers: {} })).status).toBe(401)
      expect((await get('elsewhere')).status).toBe(404)
      expect((await post({ body: JSON.stringify({ pad: 'x'.repeat(262_144) }) })).status).toBe(413)
      expect((await get('health', { method: 'HEAD' })).status).toBe(200)
      const asked = post()
      const call = (await upstream.next()).head().say('a')
      const response = await asked
      expect((await get(`runs/${runIdOf(response)}/events`, { method: 'HEAD' })).status).toBe(200)
      await expect.poll(readers).toBe(1)
      call.finish()
      await response.text()
      expect(app.printed()).not.toMatch(/the-key|\bann\b/)
    })
  },
)
