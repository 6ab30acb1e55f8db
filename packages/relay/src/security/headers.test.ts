// What no cache may keep and no page may draw: every answer of the relay, and the methods that each address takes.
import { describe, expect, test } from 'vitest'
import { runIdOf, serveRelay } from '../relay.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import type { RunStore } from '../store/RunStore.js'

const JSON_TYPE = { 'content-type': 'application/json' }
const RUN = 'AAAAAAAAAAAAAAAAAAAAAA'

function expectPrivate({ headers }: Response, what: string): void {
  expect(headers.get('cache-control'), what).toBe('no-store, no-transform')
  expect(headers.get('x-content-type-options'), what).toBe('nosniff')
  expect(headers.get('content-security-policy'), what).toBe("default-src 'none'; sandbox")
  expect(headers.get('vary')?.split(', '), what).toContain('Origin')
  for (const name of ['etag', 'last-modified', 'expires', 'set-cookie', 'server', 'x-powered-by', 'location'])
    expect(headers.get(name), `${what}: ${name}`).toBeNull()
}

function check(what: string, status: number, response: Response): void {
  expect(response.status, what).toBe(status)
  expectPrivate(response, what)
  const type = response.headers.get('content-type')
  expect(type === null || /^(application\/json|text\/event-stream; charset=utf-8)$/.test(type), `${what}: ${type}`).toBe(true)
}

test('every answer is private, whatever the upstream says of its own', async () => {
  const away = new Error('away')
  const broken: RunStore = Object.assign(memoryStore(), { look: () => Promise.reject(away), create: () => Promise.reject(away) })
  const { upstream, post, get, stop, baseURL } = await serveRelay({ origins: ['https://app.example.com'], limits: { requestBytes: 2000 } })
  const other = await serveRelay({ store: broken, authorize: (request) => request.headers.get('x-user') })
  const own = {
    'cache-control': 'public, max-age=9',
    etag: '"e"',
    'set-cookie': 'a=b',
    server: 'gateway',
    expires: '0',
    vary: '*',
    location: '/',
  }

  const [stream, call] = await Promise.all([
    post(),
    upstream.next().then((it) => it.head(200, { 'content-type': 'text/event-stream', ...own }).say('hi')),
  ])
  const id = runIdOf(stream)
  check('stream', 200, stream)
  check('events', 200, await get(`runs/${id}/events`))
  check('run', 200, await get(`runs/${id}`))
  check('HEAD', 200, await fetch(`${baseURL}/runs/${id}/events`, { method: 'HEAD', headers: { 'x-user': 'ann' } }))
  check('from a page listed', 200, await get(`runs/${id}`, { origin: 'https://app.example.com' }))
  check('stop', 200, await stop(id))
  call.end()

  const answering = async (asked: Promise<Response>, status: number, body: unknown) => {
    ;(await upstream.next()).json(status, body, own)
    return asked
  }
  check('whole', 200, await answering(post({ stream: false }), 200, { choices: [] }))
  check('refused by the upstream', 418, await answering(post(), 418, { error: { message: 'No.' } }))
  check("the upstream's 401", 502, await answering(post(), 401, {}))
  check('models', 200, await answering(get('models'), 200, { data: [] }))
  check('no models', 503, await answering(get('models'), 503, {}))
  check('health', 200, await fetch(`${baseURL}/health`))

  check('nobody', 401, await fetch(`${baseURL}/models`))
  check('another page', 403, await get('models', { origin: 'https://evil.example' }))
  check('no run', 404, await get(`runs/${RUN}`))
  check('nothing', 404, await get('nothing'))
  check('no model', 400, await post({ model: 7 }))
  check('another method', 405, await fetch(`${baseURL}/models`, { method: 'POST', headers: { 'x-user': 'ann' } }))
  check('too large', 413, await post({ padding: 'x'.repeat(2000) }))
  check('no JSON', 415, await post({}, { headers: { 'content-type': 'text/plain' } }))
  check('the store is away', 503, await other.get(`runs/${RUN}`))
  check('the store takes no run', 503, await other.post())

  const asking = { 'access-control-request-method': 'POST' }
  for (const [origin, status] of [
    ['https://app.example.com', 204],
    ['https://evil.example', 403],
  ] as const)
    check(`preflight of ${origin}`, status, await fetch(`${baseURL}/models`, { method: 'OPTIONS', headers: { origin, ...asking } }))
})

describe('methods', () => {
  const ROUTES = [
    ['chat/completions', 'POST'],
    [`runs/${RUN}/stop`, 'POST'],
    [`runs/${RUN}`, 'GET, HEAD'],
    [`runs/${RUN}/events`, 'GET, HEAD'],
    ['models', 'GET, HEAD'],
    ['health', 'GET, HEAD'],
  ] as const

  test.each(ROUTES)('%s takes %s and no other', async (path, allow) => {
    const { baseURL, upstream } = await serveRelay()
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      if (allow.split(', ').includes(method)) continue
      const response = await fetch(`${baseURL}/${path}`, { method, headers: { 'x-user': 'ann', ...JSON_TYPE } })
      expect([response.status, response.headers.get('allow')], method).toEqual([405, allow])
      expectPrivate(response, method)
      if (method !== 'HEAD') expect(await response.json()).toMatchObject({ error: { code: 'method_not_allowed' } })
    }
    expect(upstream.calls).toEqual([])
  })

  test('HEAD is GET without a body, and begins nothing', async () => {
    const { baseURL, upstream } = await serveRelay()
    const head = async (path: string) => fetch(`${baseURL}/${path}`, { method: 'HEAD', headers: { 'x-user': 'ann' } })
    const health = await head('health')
    expect([health.status, await health.text()]).toEqual([200, ''])
    expect((await head(`runs/${RUN}/events`)).status).toBe(404)
    const models = head('models')
    ;(await upstream.next()).json(200, { data: [{ id: 'a' }] })
    expect([(await models).status, await (await models).text()]).toEqual([200, ''])
  })
})

test.each([
  '',
  '/',
  '/v2',
  '/chat',
  '/completions',
  '/embeddings',
  '/runs',
  '/runs/',
  `/runs/${RUN}/cancel`,
  `/runs/${RUN}/events/1`,
  '/models/fake',
  '/healthz',
  '/.env',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/models%0a',
])('nothing is at %s', async (path) => {
  const { baseURL, upstream } = await serveRelay()
  for (const method of ['GET', 'POST']) {
    const response = await fetch(`${baseURL}${path}`, { method, headers: { 'x-user': 'ann', ...JSON_TYPE } })
    expect([response.status, await response.json()]).toMatchObject([404, { error: { type: 'invalid_request_error' } }])
  }
  expect(upstream.calls).toEqual([])
})
