// Where the relay asks is fixed, and what reaches the upstream of a client's headers is a list: sent over raw sockets, since no HTTP client sends such.
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { RelayOptions } from '../RelayOptions.js'
import { allEvents, KEY, runIdOf, serveRelay, textOf } from '../relay.fixture.js'
import { startUpstream, type Call } from '../upstream.fixture.js'
import { rawRequest } from './rawRequest.fixture.js'

const BODY = '{"model":"fake","messages":[]}'
const reply = (call: Call) => call.json(200, { choices: [] })

/** A relay that writes down every address that it asks. */
async function serveWatched(options: Partial<RelayOptions> = {}) {
  const upstream = await startUpstream(reply)
  onTestFinished(() => upstream.close())
  const urls: string[] = []
  const watched: typeof fetch = (input, init) => {
    urls.push(input instanceof Request ? input.url : String(input))
    return fetch(input, init)
  }
  const served = await serveRelay({ upstream: { baseURL: upstream.baseURL, apiKey: KEY, fetch: watched }, ...options }, upstream)
  const { host } = new URL(served.baseURL)
  const post = (target: string, lines: readonly string[] = [], hostLine = `Host: ${host}`) =>
    rawRequest(
      served.baseURL,
      [`POST ${target} HTTP/1.1`, hostLine, 'X-User: ann', 'Content-Type: application/json', `Content-Length: ${BODY.length}`, ...lines],
      BODY,
    )
  return { ...served, urls, host, post, chatURL: `${upstream.baseURL}/chat/completions`, upstreamHost: new URL(upstream.baseURL).host }
}

const EVIL = 'evil.example'
const TARGETS = [
  `http://${EVIL}/v1/chat/completions`,
  `https://user:pass@${EVIL}:8443/v1/chat/completions`,
  `//${EVIL}/v1/chat/completions`,
  `///${EVIL}//v1/chat/completions`,
  `/\\${EVIL}/v1/chat/completions`,
  `/http://${EVIL}/v1/chat/completions`,
  `/v1/chat/completions/../../../${EVIL}/chat/completions`,
  `/v1/%2e%2e/%2e%2e/${EVIL}/chat/completions`,
  '/v1/../../../../chat/completions',
  '/v1/chat/completions?baseURL=http://evil.example&url=//evil.example#@evil.example',
  '/v1/chat/completions/',
  `/v1;@${EVIL}/chat/completions`,
]
const NOWHERE = [
  '/v1%2fchat%2fcompletions',
  '/v1/chat%2fcompletions',
  '/v1/chat/completions%00',
  '/v1/chat/completions/..%2f..%2fmodels',
  '/v1/chat/completions;/models/x',
  '/v1/chat//completions',
  '/v1/CHAT/COMPLETIONS',
  '/chat/completionsx',
  `http:${EVIL}`,
  '*',
]

test.each(TARGETS)('%s asks the one upstream, or nobody', async (target) => {
  const { post, urls, upstream, chatURL, upstreamHost } = await serveWatched()
  const { status } = await post(target)
  expect([200, 400, 403, 404]).toContain(status)
  expect(urls).toEqual(status === 200 ? [chatURL] : [])
  for (const { path, headers } of upstream.calls) expect([path, headers.host]).toEqual(['/v1/chat/completions', upstreamHost])
})

test.each(NOWHERE)('%s is nowhere', async (target) => {
  const { post, urls } = await serveWatched()
  expect([400, 404]).toContain((await post(target)).status)
  expect(urls).toEqual([])
})

test('any path asks the one upstream, or nobody', async () => {
  const { host, baseURL, urls, upstream, chatURL } = await serveWatched({ limits: { runsPerMinute: 1e6 } })
  const modelsURL = chatURL.replace('chat/completions', 'models')
  const parts = fc.constantFrom(
    '/',
    '//',
    '\\',
    '..',
    '.',
    '%2e',
    '%2f',
    '%00',
    'v1',
    'chat',
    'completions',
    'models',
    'runs',
    'stop',
    '?',
    '#',
    '@',
    ':',
    EVIL,
  )
  const anyTarget = fc.array(parts, { maxLength: 10 }).map((path) => `/${path.join('')}`)
  await fc.assert(
    fc.asyncProperty(anyTarget, fc.constantFrom('GET', 'POST'), async (target, method) => {
      const lines = [`${method} ${target} HTTP/1.1`, `Host: ${host}`, 'X-User: ann', 'Content-Type: application/json']
      const body = method === 'POST' ? BODY : ''
      const { status } = await rawRequest(baseURL, [...lines, `Content-Length: ${body.length}`], body)
      expect([200, 400, 403, 404, 405, 502]).toContain(status)
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 40) },
  )
  expect(urls.filter((url) => url !== chatURL && url !== modelsURL)).toEqual([])
  expect(upstream.calls.filter(({ path }) => !['/v1/chat/completions', '/v1/models'].includes(path))).toEqual([])
})

test.each([`Host: ${EVIL}`, `Host: ${EVIL}:80`, `Host: ${EVIL}/v1?x=`, 'Host: user@127.0.0.1', 'Host: [::1', 'Host: a b', 'Host:'])(
  '"%s" changes nothing about where the relay asks',
  async (hostLine) => {
    const { post, urls, upstream, chatURL, upstreamHost } = await serveWatched()
    const { status, text } = await post('/v1/chat/completions', [], hostLine)
    expect([200, 400]).toContain(status)
    expect(urls).toEqual(status === 200 ? [chatURL] : [])
    for (const { headers } of upstream.calls) expect(headers.host).toBe(upstreamHost)
    expect(text).not.toContain(EVIL)
  },
)

test('a page does not become one of the relay’s own by the address that it asks', async () => {
  const { post, urls } = await serveWatched()
  for (const target of [`//${EVIL}/v1/chat/completions`, `/\\${EVIL}/v1/chat/completions`, `///${EVIL}/v1/chat/completions`])
    expect((await post(target, [`Origin: http://${EVIL}`])).status, target).toBe(403)
  for (const name of ['X-Forwarded-Host', 'X-Original-Host', 'X-Host'])
    expect((await post('/v1/chat/completions', [`Origin: http://${EVIL}`, `${name}: ${EVIL}`])).status, name).toBe(403)
  expect(urls).toEqual([])
})

describe('headers of a client', () => {
  const SENT = {
    Authorization: 'Bearer of-the-client',
    Cookie: 'session=of-the-client',
    'Proxy-Authorization': 'Basic of-the-client',
    'X-Forwarded-For': '10.0.0.1',
    'X-Forwarded-Host': EVIL,
    'X-Forwarded-Proto': 'https',
    Forwarded: `for=10.0.0.1;host=${EVIL}`,
    'X-Real-IP': '10.0.0.1',
    Via: `1.1 ${EVIL}`,
    'X-HTTP-Method-Override': 'DELETE',
    'X-Original-URL': `http://${EVIL}/admin`,
    'X-Rewrite-URL': '/admin',
    'Content-Encoding': 'identity',
    Expect: '100-continue',
    'Accept-Encoding': 'gzip, br, zstd',
    'OpenAI-Organization': 'org-of-the-client',
    'X-Trace': 'trace-1',
    'X-Of-The-Hop': 'hop',
    'Last-Event-ID': '1.7',
  }

  const lines = Object.entries(SENT).map(([name, value]) => `${name}: ${value}`)

  test('stay here, but for those that the operator lists, and some stay here whatever is listed', async () => {
    for (const [forwardHeaders, passed] of [
      [[], {}],
      [[...Object.keys(SENT), 'host', 'connection'], { 'openai-organization': 'org-of-the-client', 'x-trace': 'trace-1' }],
    ] as const) {
      const { post, upstream, upstreamHost } = await serveWatched({ forwardHeaders })
      expect((await post('/v1/chat/completions', [...lines, 'Connection: X-Of-The-Hop'])).status).toBe(200)
      const { headers } = upstream.calls[0]!
      expect(headers).toMatchObject({ host: upstreamHost, authorization: `Bearer ${KEY}`, 'accept-encoding': 'identity', ...passed })
      for (const name of Object.keys(SENT).map((given) => given.toLowerCase())) {
        const listed = forwardHeaders.length > 0 && ['x-http-method-override', 'x-original-url', 'x-rewrite-url'].includes(name)
        const own = ['authorization', 'accept-encoding'].includes(name)
        if (!(name in passed) && !own && !listed) expect(headers[name], name).toBeUndefined()
      }
      expect(JSON.stringify(headers)).not.toMatch(/of-the-client(?<!org-of-the-client)|10\.0\.0\.1|hop"/)
    }
  })

  test('that break a line are refused, or one value', async () => {
    const { post, upstream } = await serveWatched({ forwardHeaders: ['x-trace', 'x-evil'] })
    for (const value of ['a\rX-Evil: b', 'a\nX-Evil: b', 'a\0b', 'a\r X-Evil: b', 'a\x85X-Evil: b', 'a\x0bX-Evil: b', 'a\u0100']) {
      const { status } = await post('/v1/chat/completions', [`X-Trace: ${value}`])
      expect([200, 400]).toContain(status)
    }
    for (const { headers } of upstream.calls) expect(headers['x-evil']).toBeUndefined()
  })

  test('that frame a request in two ways are refused', async () => {
    const { host, baseURL, urls } = await serveWatched()
    const start = ['POST /v1/chat/completions HTTP/1.1', `Host: ${host}`, 'X-User: ann', 'Content-Type: application/json']
    const hidden = `0\r\n\r\nPOST /v1/chat/completions HTTP/1.1\r\nHost: ${host}\r\nX-User: ann\r\nContent-Type: application/json\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`
    for (const framing of [
      [`Content-Length: ${hidden.length}`, 'Transfer-Encoding: chunked'],
      ['Content-Length: 5', `Content-Length: ${hidden.length}`],
      ['Transfer-Encoding: chunked, identity'],
      ['Transfer-Encoding: xchunked', 'Content-Length: 5'],
      ['Content-Length: +5'],
    ])
      expect((await rawRequest(baseURL, [...start, ...framing], hidden)).status, framing.join()).toBe(400)
    expect(urls).toEqual([])
  })
})

describe('what names a run', () => {
  test.each([
    '%0d%0aX-Evil:%201',
    '..%2f..%2fmodels',
    '%00',
    'A'.repeat(10_000),
    '__proto__',
    '%F0%9F%92%A9',
    "'%20or%201=1",
    '{x}:meta',
    '*',
  ])('what is no run id is no run (%#)', async (id) => {
    const { host, baseURL, upstream } = await serveWatched()
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/events'],
      ['POST', '/stop'],
    ]) {
      const lines = [`${method} /v1/runs/${id}${path} HTTP/1.1`, `Host: ${host}`, 'X-User: ann', 'Content-Type: application/json']
      const { status, headers } = await rawRequest(baseURL, lines)
      expect(status).toBe(404)
      expect(headers).not.toHaveProperty('x-evil')
    }
    expect(upstream.calls).toEqual([])
  })

  test.each(['a\tb', '\x80', '\xe9', 'x'.repeat(256), 'a b', ''])(
    'an Idempotency-Key that no client sends is refused (%#)',
    async (key) => {
      const { post, urls } = await serveWatched()
      const { status, body } = await post('/v1/chat/completions', [`Idempotency-Key: ${key}`])
      expect([status, body]).toEqual([400, expect.stringContaining('invalid_idempotency_key')])
      expect(urls).toEqual([])
    },
  )

  test('a Last-Event-ID that is none is the beginning, and one that never was is a reset', async () => {
    const { post, get, upstream } = await serveRelay()
    const [response, call] = await Promise.all([post(), upstream.next().then((it) => it.head().say('a', 'b'))])
    call.finish()
    await response.text()
    const id = runIdOf(response)
    for (const [cursor, hasReset] of [
      ['garbage', false],
      ['1.', false],
      ['-1.-1', false],
      ['1.1.1', false],
      ['1e3.1', false],
      ['٣.١', false],
      ['99999999999999999999.1', false],
      ['1.99999999999999999999', false],
      ['x'.repeat(8000), false],
      ['999999999.999999999', true],
      ['0.1', true],
      ['1.999999999', true],
      ['2.1', true],
    ] as const) {
      const encoded = encodeURIComponent(cursor)
      const answers = [await get(`runs/${id}/events?lastEventId=${encoded}`)]
      if (/^[\x20-\x7E]*$/.test(cursor)) answers.push(await get(`runs/${id}/events`, { 'last-event-id': cursor }))
      for (const answer of answers) {
        const events = await allEvents(answer)
        expect(events[0]?.type === 'rivulet.reset', cursor).toBe(hasReset)
        expect(textOf(events.filter(({ type }) => type === 'message'))).toBe('ab')
      }
    }
  })
})

test.each([301, 302, 303, 307, 308, 300, 304])('a redirect (%i) of the upstream is not followed', async (status) => {
  const asked: unknown[] = []
  const elsewhere = createServer((req, res) => {
    asked.push(req.headers)
    res.end('{}')
  }).listen(0, '127.0.0.1')
  await once(elsewhere, 'listening')
  onTestFinished(() => elsewhere.close().closeAllConnections())
  const { port } = elsewhere.address() as AddressInfo
  const upstream = await startUpstream((call) => {
    call.head(status, { location: `http://127.0.0.1:${port}/v1/chat/completions` }).end()
  })
  onTestFinished(() => upstream.close())
  const { post, get } = await serveRelay({}, upstream)
  for (const answer of [await post(), await post({ stream: false }), await get('models')]) {
    expect(answer.status).toBe(502)
    expect(answer.headers.get('location')).toBeNull()
    expect(await answer.text()).not.toContain(String(port))
  }
  expect(asked).toEqual([])
})
