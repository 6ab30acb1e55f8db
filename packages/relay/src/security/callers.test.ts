// Relay used by others; another's run resumed or stopped.
import { describe, expect, onTestFinished, test } from 'vitest'
import { createRelay } from '../createRelay.js'
import type { RelayOptions } from '../RelayOptions.js'
import { allEvents, KEY, runIdOf, serveRelay, textOf } from '../relay.fixture.js'
import { memoryStore } from '../store/memoryStore.js'

const BODY = JSON.stringify({ model: 'fake', stream: true, messages: [] })
const RUN = 'AAAAAAAAAAAAAAAAAAAAAA'
/** Every route but health, which tells nothing of anybody. */
const ROUTES = [
  ['POST', 'chat/completions'],
  ['GET', 'models'],
  ['GET', `runs/${RUN}`],
  ['GET', `runs/${RUN}/events`],
  ['POST', `runs/${RUN}/stop`],
] as const

const ask = (url: string, method: string, headers: Record<string, string>) =>
  fetch(url, {
    method,
    headers: { 'x-user': 'ann', 'content-type': 'application/json', ...headers },
    body: method === 'POST' ? BODY : null,
  })

const codeOf = async (response: Response) => ((await response.json()) as { error: { code: string } }).error.code

describe('who is nobody', () => {
  const secret = 'what the session store said'
  test.each([
    ['nothing', () => undefined],
    ['null', () => null],
    ['an empty name', () => ''],
    ['no text', () => 7 as unknown as string],
    ['an object', () => ({ id: 'ann' }) as unknown as string],
    ['a rejection', () => Promise.reject(new Error(secret))],
    [
      'an error',
      () => {
        throw new Error(secret)
      },
    ],
  ] as [string, RelayOptions['authorize']][])('(%s) is refused everywhere', async (_name, authorize) => {
    const { baseURL, upstream } = await serveRelay({ authorize })
    for (const [method, path] of ROUTES) {
      const response = await ask(`${baseURL}/${path}`, method, {})
      const text = await response.text()
      expect([response.status, text], path).toEqual([401, expect.stringContaining('"code":"unauthorized"')])
      expect(text).not.toContain(secret)
    }
    expect((await fetch(`${baseURL}/health`)).status).toBe(200)
    expect(upstream.calls).toEqual([])
  })
})

describe('pages of other sites', () => {
  const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'text/plain', 'text/plain;application/json', '']
  const FOREIGN: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'file://' },
    { origin: 'chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' },
    { origin: 'https://app.example.com.evil.example' },
    { origin: 'https://app.example.co' },
    { origin: 'http://app.example.com' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ]

  test.each(FOREIGN)('%j: 403 on every route and for every form', async (page) => {
    const { baseURL, upstream } = await serveRelay({ origins: ['https://app.example.com'] })
    for (const [method, path] of ROUTES) {
      for (const type of method === 'POST' ? ['application/json', ...FORMS] : ['']) {
        const response = await ask(`${baseURL}/${path}`, method, { ...page, 'content-type': type })
        expect([response.status, await codeOf(response)], `${path} ${type}`).toEqual([403, 'origin_not_allowed'])
        expect(response.headers.get('access-control-allow-origin')).toBeNull()
      }
    }
    const asking = { ...page, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
    expect((await ask(`${baseURL}/chat/completions`, 'OPTIONS', asking)).status).toBe(403)
    expect(upstream.calls).toEqual([])
  })

  test.each(FORMS)('a form (%j) without an origin is refused all the same', async (type) => {
    const { baseURL, upstream } = await serveRelay()
    const { port } = new URL(baseURL)
    for (const page of [{}, { origin: `http://127.0.0.1:${port}`, 'sec-fetch-site': 'same-origin' }])
      for (const path of ['chat/completions', `runs/${RUN}/stop`]) {
        const response = await ask(`${baseURL}/${path}`, 'POST', { ...page, 'content-type': type })
        expect([response.status, await codeOf(response)]).toEqual([415, 'unsupported_media_type'])
      }
    expect(upstream.calls).toEqual([])
  })

  test('a page listed may send the headers that go on to the upstream', async () => {
    const { baseURL } = await serveRelay({ origins: ['https://app.example.com'], forwardHeaders: ['X-Tenant'] })
    const asking = {
      origin: 'https://app.example.com',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-tenant',
    }
    const response = await fetch(`${baseURL}/chat/completions`, { method: 'OPTIONS', headers: asking })
    expect(response.headers.get('access-control-allow-headers')).toContain('x-tenant')
  })

  test.each([{}, { origin: 'https://app.example.com', 'sec-fetch-site': 'same-site' }, { 'sec-fetch-site': 'none' }] as Record<
    string,
    string
  >[])('%j is let in', async (page) => {
    const { baseURL, upstream } = await serveRelay({ origins: ['https://app.example.com'] })
    const asked = ask(`${baseURL}/chat/completions`, 'POST', page)
    ;(await upstream.next()).head().say('hi').finish()
    const response = await asked
    expect(textOf(await allEvents(response))).toBe('hi')
    expect(response.headers.get('access-control-allow-origin')).toBe(page['origin'] ?? null)
  })

  test("a page of the relay's own host is let in, whatever took TLS off", async () => {
    const { baseURL, get } = await serveRelay()
    const { host } = new URL(baseURL)
    for (const scheme of ['http', 'https']) expect((await get(`runs/${RUN}`, { origin: `${scheme}://${host}` })).status).toBe(404)
    expect((await get(`runs/${RUN}`, { origin: 'https://127.0.0.1' })).status).toBe(403)
  })
})

/** Two relays on one store: what is true on the producer's is true on any other. */
async function serveTwo() {
  const store = memoryStore()
  const first = await serveRelay({ store })
  const relay = createRelay({
    upstream: { baseURL: first.upstream.baseURL, apiKey: KEY },
    authorize: (request) => request.headers.get('x-user'),
    store,
  })
  onTestFinished(() => relay.close({ graceMs: 0 }))
  const elsewhere = (path: string, init: RequestInit) => relay(new Request(`http://relay.example/v1/${path}`, init))
  const here = (path: string, init: RequestInit) => fetch(`${first.baseURL}/${path}`, init)
  return { ...first, everywhere: [here, elsewhere] }
}

describe("another's run", () => {
  test.each([true, false])('is not there for anybody else (ended: %s)', async (isEnded) => {
    const { upstream, post, everywhere } = await serveTwo()
    const [response, call] = await Promise.all([
      post({}, { headers: { 'idempotency-key': 'message-1' } }),
      upstream.next().then((it) => it.head().say('mine')),
    ])
    const id = runIdOf(response)
    if (isEnded) {
      call.finish()
      await response.text()
    }
    const bob = { 'x-user': 'bob', 'content-type': 'application/json' }
    const bodies = new Set<string>()
    for (const request of everywhere) {
      for (const run of [id, RUN, id.toLowerCase(), `${id}A`, id.slice(1)]) {
        for (const [path, init] of [
          [`runs/${run}`, { headers: bob }],
          [`runs/${run}/events`, { headers: bob }],
          [`runs/${run}/events`, { headers: { ...bob, 'last-event-id': '1.1' } }],
          [`runs/${run}/events?lastEventId=1.1`, { headers: bob }],
          [`runs/${run}/stop`, { method: 'POST', headers: bob, body: '{}' }],
        ] as [string, RequestInit][]) {
          const answer = await request(path, init)
          expect(answer.status, path).toBe(404)
          bodies.add(JSON.stringify([...answer.headers.keys()]) + (await answer.text()))
        }
        expect((await request(`runs/${run}/events`, { method: 'HEAD', headers: bob })).status).toBe(404)
      }
    }
    // Here from a socket, there from the function: two sets of headers, each with one body.
    expect(bodies.size).toBe(everywhere.length)
    if (isEnded) return
    expect(call.isClosed).toBe(false)
    call.finish()
    expect(textOf(await allEvents(response))).toBe('mine')
  })

  test('is not joined by its key', async () => {
    const { upstream, post } = await serveRelay()
    const headers = { 'idempotency-key': 'message-1' }
    const [mine, call] = await Promise.all([post({}, { headers }), upstream.next().then((it) => it.head().say('mine'))])
    const [theirs, other] = await Promise.all([post({}, { headers, user: 'bob' }), upstream.next().then((it) => it.head().say('theirs'))])
    expect(runIdOf(theirs)).not.toBe(runIdOf(mine))
    expect(other.headers['idempotency-key']).not.toBe(call.headers['idempotency-key'])
    call.finish()
    other.finish()
    expect([textOf(await allEvents(mine)), textOf(await allEvents(theirs))]).toEqual(['mine', 'theirs'])
  })

  test.each(['ann', 'ann ', 'Ann', 'ann\u0000', '["ann"]', 'a'.repeat(100_000), '__proto__', 'constructor'])(
    'a name is compared whole (%#)',
    async (name) => {
      const names = [name, 'someone']
      let asked = 0
      const { upstream, post, get } = await serveRelay({ authorize: () => names[Math.min(asked++, 1)] })
      const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('mine'))])
      expect((await get(`runs/${runIdOf(response)}`)).status).toBe(404)
      call.finish()
      await response.text()
    },
  )
})
