import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createUpstream } from './createUpstream.js'
import { forwardedHeaders } from './forwardedHeaders.js'
import { opened, serveGateway, STREAM, upstreamFrom, upstreamOf, WHOLE } from './gateway.fixture.js'
import type { UpstreamRequest } from './Upstream.js'

const KEY = 'sk-canary-0123456789abcdef'
const OPERATOR = 'canary/operator+secret=="\\'
const QUERY = 'canary query&secret'
const CANARY = /canary/i

/** Everything that comes out for a request: the answer with its frames, or the failure with what it says. */
async function outcomeOf(baseURL: string, request: UpstreamRequest): Promise<string> {
  const upstream = upstreamOf({ baseURL: `${baseURL}?key=${encodeURIComponent(QUERY)}`, apiKey: KEY, headers: { 'x-gateway': OPERATOR } })
  try {
    const answer = await upstream.chat(request)
    if (answer.kind === 'refused') return JSON.stringify(answer)
    const frames: string[] = []
    const end = await answer.read((some) => void frames.push(...some))
    return JSON.stringify({ headers: answer.headers, frames, end })
  } catch (error) {
    return `${String(error)} ${JSON.stringify(error)}`
  }
}

/** The secrets in every way a gateway may quote them. */
const QUOTED = [
  KEY,
  `Bearer ${KEY}`,
  `${KEY.slice(0, 14)}************`,
  KEY.slice(0, 20),
  OPERATOR,
  encodeURIComponent(OPERATOR),
  QUERY,
  encodeURIComponent(QUERY),
].join(' ')

test.each([400, 401, 402, 403, 404, 407, 408, 409, 413, 422, 429, 500, 502, 503, 529])(
  'secrets in any field of an error with status %i reach nobody',
  async (status) => {
    const fields = { message: QUOTED, type: QUOTED, code: QUOTED, param: QUOTED, extra: QUOTED, detail: QUOTED, msg: QUOTED }
    const bodies = [{ error: fields }, { error: QUOTED }, fields, [{ error: fields }], { detail: [fields] }, QUOTED].map((body) =>
      JSON.stringify(body),
    )
    let body = ''
    const headers = Object.fromEntries(
      ['x-request-id', 'retry-after', 'x-ratelimit-limit', 'set-cookie', 'www-authenticate', 'x-other'].map((name) => [name, QUOTED]),
    )
    const { baseURL } = await serveGateway((_request, response) => response.writeHead(status, headers).end(body))
    for (body of [...bodies, QUOTED]) expect(await outcomeOf(baseURL, STREAM)).not.toMatch(CANARY)
  },
)

test.each([
  ['an error event', `event: error\ndata: ${JSON.stringify({ message: QUOTED })}\n\n`],
  ['an error', `data: ${JSON.stringify({ error: { message: QUOTED, code: QUOTED } })}\n\n`],
  ['an error beside choices', `data: ${JSON.stringify({ choices: [], error: QUOTED })}\n\n`],
  ['vLLM’s error', `data: ${JSON.stringify({ object: 'error', message: QUOTED })}\n\n`],
  ['a bare error', `${JSON.stringify({ error: QUOTED })}\n`],
  ['a line of error', `data: {}\n\nerror: ${QUOTED}\n\n`],
  ['words', `${QUOTED}\n`],
  ['a body of JSON', JSON.stringify({ error: { message: QUOTED } }, null, 1)],
  ['a detail', JSON.stringify({ detail: QUOTED })],
  ['a code with a message', JSON.stringify({ code: 20012, message: QUOTED, data: null })],
  ['an event of a code with a message', `data: ${JSON.stringify({ base_resp: { status_code: 1004, status_msg: QUOTED } })}\n\n`],
  ['the words of an event', `data: ${QUOTED}\n\n`],
  ['an error of PHP', `data: ${JSON.stringify({ error: QUOTED }).replaceAll('/', '\\/')}\n\n`],
])('secrets in %s of a success reach nobody', async (_name, body) => {
  const { baseURL } = await serveGateway((_request, response) => response.writeHead(200, { 'x-request-id': KEY }).end(body))
  expect(await outcomeOf(baseURL, STREAM)).not.toMatch(CANARY)
  expect(await outcomeOf(baseURL, WHOLE)).not.toMatch(CANARY)
})

test('what is taken out of an error leaves it the JSON it was', async () => {
  const body = { error: { message: `Wrong key "${KEY}", or ${OPERATOR}`, code: 'token_limit_reached' } }
  const { baseURL } = await serveGateway((_request, response) => response.end(`data: ${JSON.stringify(body)}\n\n`))
  const upstream = upstreamOf({ baseURL, apiKey: KEY, headers: { 'x-gateway': OPERATOR } })
  const frames: string[] = []
  await opened(await upstream.chat(STREAM)).read((some) => void frames.push(...some))
  expect(JSON.parse(frames[0]!.slice('data: '.length))).toEqual({
    error: { message: 'Wrong key "[redacted]", or [redacted]', code: 'token_limit_reached' },
  })
})

test('a gateway cannot speak as the relay: its ids, times, comments and events are left out', async () => {
  const text = 'id: 9.9\nretry: 1\n: rivulet degraded\n\nevent: rivulet.reset\ndata: {"choices":[]}\n\nid: 1.1\ndata: {}\n\n'
  const frames: string[] = []
  await opened(await upstreamFrom([text]).chat(STREAM)).read((some) => void frames.push(...some))
  expect(frames).toEqual(['data: {}'])
})

test('the words of an answer are never taken for a secret', async () => {
  const text = `data: ${JSON.stringify({ choices: [{ delta: { content: `"error": ${KEY} and ollama` } }], error: null })}\n\n`
  const frames: string[] = []
  await opened(await upstreamFrom([text]).chat(STREAM)).read((some) => void frames.push(...some))
  expect(frames).toEqual([text.trim()])
})

test('the words of an answer that is not streamed are not, either', async () => {
  const text = JSON.stringify({ choices: [{ message: { content: 'Such as sk-test-12345678' } }], error: null })
  const frames: string[] = []
  await opened(await upstreamFrom([text], 'application/json').chat(WHOLE)).read((some) => void frames.push(...some))
  expect(frames).toEqual([`data: ${text}`])
})

test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed, and its target not told', async (status) => {
  const other = await serveGateway((_request, response) => response.end('data: [DONE]\n\n'))
  const { baseURL } = await serveGateway((_request, response) =>
    response.writeHead(status, { location: `${other.baseURL}/chat/completions?canary` }).end(),
  )
  const outcome = await outcomeOf(baseURL, STREAM)
  expect(outcome).toContain('redirects')
  expect(outcome).not.toMatch(/canary|127\.0\.0\.1/)
  expect(outcome).toContain('upstream_unreachable')
  const models = upstreamOf({ baseURL, apiKey: KEY }).models({ models: ['m'] })
  await expect(models).rejects.toMatchObject({ code: 'upstream_unreachable' })
  expect(other.asked).toEqual([])
})

test('a key that no header can carry is not quoted', async () => {
  const { baseURL, asked } = await serveGateway((_request, response) => response.end())
  for (const options of [
    { apiKey: `${KEY}\r\nx-injected: 1` },
    { headers: { 'x-gateway': `${KEY}\n\0` } },
    { headers: { [`${KEY} `]: '1' } },
  ]) {
    const failure: unknown = await upstreamOf({ baseURL, ...options })
      .chat(STREAM)
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'upstream_unreachable' })
    expect(failure).not.toHaveProperty('cause')
    expect(String(failure)).not.toMatch(CANARY)
  }
  expect(asked).toEqual([])
})

test('what the operator’s functions throw is not told', async () => {
  const upstream = upstreamOf({ baseURL: 'http://gateway.example', apiKey: () => Promise.reject(new Error(KEY)) })
  const failure: unknown = await upstream.chat(STREAM).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'upstream_unreachable' })
  expect(String(failure)).not.toMatch(CANARY)
})

test.each([
  undefined,
  '',
  '/v1',
  '//gateway.example/v1',
  'gateway.example/v1',
  'file:///etc/passwd',
  'ftp://gateway.example',
  'javascript:alert(1)',
  'data:text/plain,canary',
  'http://',
  'https://user:canary@gateway.example/v1',
  'https://canary@gateway.example/v1',
  'http://[::1/v1',
])('an upstream at %j is refused when the relay is made, and not quoted', (baseURL) => {
  const create = () => createUpstream({ baseURL: baseURL as string }, { upstreamHeadersMs: 1, upstreamIdleMs: 1, runBytes: 1 })
  expect(create).toThrow(TypeError)
  expect(create).toThrow(/^The upstream's baseURL .+\. .+\. .+\.$/)
  expect(create).not.toThrow(CANARY)
})

test('nothing that a client sends changes where the relay asks', async () => {
  const other = await serveGateway((_request, response) => response.end())
  const elsewhere = `http://127.0.0.1:${other.port}/v1`
  const gateway = await serveGateway((_request, response) => response.end('data: [DONE]\n\n'))
  const upstream = upstreamOf({ baseURL: gateway.baseURL })
  const body = {
    stream: true,
    model: `../../${elsewhere}`,
    api_base: elsewhere,
    base_url: elsewhere,
    baseURL: elsewhere,
    url: '//evil.example',
    path: '/x',
  }
  const client = new Headers({
    host: `127.0.0.1:${other.port}`,
    'x-forwarded-host': 'evil.example',
    'x-http-method-override': 'GET',
  })
  const headers = forwardedHeaders(client, ['host', 'x-forwarded-host', 'x-http-method-override'])
  await opened(await upstream.chat({ body, runKey: 'run', headers })).read(() => undefined)
  await upstream.models({ headers }).catch(() => undefined)
  expect(gateway.asked.map(({ method, url, headers: sent }) => [method, url, sent.host])).toEqual([
    ['POST', '/v1/chat/completions', `127.0.0.1:${gateway.port}`],
    ['GET', '/v1/models', `127.0.0.1:${gateway.port}`],
  ])
  expect(other.asked).toEqual([])
})

const NEVER = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
  'cookie',
  'authorization',
  'content-type',
  'content-length',
  'content-encoding',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'forwarded',
  'x-real-ip',
  'expect',
  'accept-encoding',
  'idempotency-key',
]

test.each(NEVER)('the header %s is never passed on, whatever is listed', (name) => {
  const client = new Headers({ [name]: 'value', 'x-trace': 't' })
  expect([...forwardedHeaders(client, [name, name.toUpperCase(), 'X-Trace'])]).toEqual([['x-trace', 't']])
})

test('what the client’s Connection names belongs to the hop', () => {
  const client = new Headers({ connection: 'close, X-Secret', 'x-secret': '1', 'x-trace': 't' })
  expect([...forwardedHeaders(client, ['x-secret', 'x-trace'])]).toEqual([['x-trace', 't']])
})

test('nothing is passed on that is not listed; names that are none are passed over', () => {
  const client = new Headers({ 'x-trace': 't', 'x-other': 'o' })
  expect([...forwardedHeaders(client, ['', 'x trace', 'x-trace\r\nx-other', 'X-Trace', 'absent'])]).toEqual([['x-trace', 't']])
  expect([...forwardedHeaders(client, [])]).toEqual([])
})

test('no value of a header or field can begin a header or a request of its own', async () => {
  const gateway = await serveGateway((_request, response) => response.end('data: [DONE]\n\n'))
  const upstream = upstreamOf({ baseURL: gateway.baseURL })
  const hostile = fc
    .array(fc.constantFrom('\r', '\n', '\0', '\u010d', '\u010a', ' ', 'x-injected: 1', 'GET / HTTP/1.1', ':', 'a', 'é'))
    .map((parts) => parts.join(''))
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (value, runKey) => {
      const client = new Headers()
      try {
        client.set('x-trace', value)
      } catch {
        // The platform refuses what it cannot write.
      }
      const request = { body: { stream: true, value }, runKey, headers: forwardedHeaders(client, ['x-trace']) }
      await upstream.chat(request).then(
        (answer) => opened(answer).read(() => undefined),
        () => undefined,
      )
      for (const { url, headers } of gateway.asked.splice(0)) {
        expect(url).toBe('/v1/chat/completions')
        expect(headers).not.toHaveProperty('x-injected')
      }
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) },
  )
})
