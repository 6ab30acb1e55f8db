import { createGateway } from '@rivulet/replay'
import { serve, type ServedHandler } from '@rivulet/replay/node'
import { afterEach, describe, expect, test } from 'vitest'
import { createForwarder } from './forward.ts'
import type { Upstream } from './options.ts'

const KEY = 'sk-canary-0123456789'
const CHAT = 'http://page.test/upstream/v1/chat/completions'

const closing: ServedHandler[] = []

afterEach(async () => {
  await Promise.all(closing.splice(0).map((served) => served.close()))
})

/** A gateway on this machine, and the forwarder before it. */
async function forwardTo(handler: (request: Request) => Promise<Response>, path = '/v1', upstream: Partial<Upstream> = {}) {
  const served = await serve(handler)
  closing.push(served)
  return createForwarder({ baseURL: new URL(path, served.url), apiKey: KEY, model: undefined, ...upstream })
}

/** As `Promise.withResolvers`, which this target's types lack. */
function withResolvers<Value>() {
  let resolve: (value: Value) => void = ignore
  const promise = new Promise<Value>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}

function ignore(): void {}

function post(body: unknown, init: RequestInit = {}): Request {
  return new Request(CHAT, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body), ...init })
}

const question = { model: 'default', stream: true, messages: [{ role: 'user', content: 'Hello' }] }

test('adds the key, drops the browser’s own credentials and keeps the rest of the request', async () => {
  const heard: { url: string; headers: Headers; body: string }[] = []
  const forward = await forwardTo(async (request) => {
    heard.push({ url: request.url, headers: new Headers(request.headers), body: await request.text() })
    return Response.json({})
  }, '/base/v1/?api-version=7')
  await forward(
    post(question, {
      headers: {
        authorization: 'Bearer mine',
        cookie: 'a=b',
        'x-api-key': 'c',
        'content-type': 'application/json',
        'idempotency-key': 'm1',
      },
    }),
  )
  const [request] = heard
  expect(new URL(request!.url)).toMatchObject({ pathname: '/base/v1/chat/completions', search: '?api-version=7' })
  expect(request!.headers.get('authorization')).toBe(`Bearer ${KEY}`)
  expect(request!.headers.get('idempotency-key')).toBe('m1')
  expect(request!.headers.has('cookie') || request!.headers.has('x-api-key')).toBe(false)
  expect(JSON.parse(request!.body)).toEqual(question)
})

test('without a key sends no authorization, and hands the answer on as it is', async () => {
  const heard: Headers[] = []
  const forward = await forwardTo(
    async (request) => {
      heard.push(new Headers(request.headers))
      return new Response('undefined', { headers: { 'x-request-id': 'undefined' } })
    },
    '/v1',
    { apiKey: undefined },
  )
  const answer = await forward(post(question, { headers: { authorization: 'Bearer mine' } }))
  expect(heard.map((headers) => headers.has('authorization'))).toEqual([false])
  expect([await answer.text(), answer.headers.get('x-request-id')]).toEqual(['undefined', 'undefined'])
})

test('streams chunk by chunk', async () => {
  const held = withResolvers<void>()
  const forward = await forwardTo(async () => {
    const body = new ReadableStream({
      async start(controller) {
        controller.enqueue(new TextEncoder().encode('data: 1\n\n'))
        await held.promise
        controller.enqueue(new TextEncoder().encode('data: 2\n\n'))
        controller.close()
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  })
  const response = await forward(post(question))
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toBe('data: 1\n\n')
  held.resolve()
  expect((await reader.read()).value).toBe('data: 2\n\n')
})

test('a reader that leaves ends the upstream run', async () => {
  const ended = withResolvers<string>()
  const forward = await forwardTo(createGateway({ apiKey: KEY, timeToFirstTokenMs: 0, onExchange: ({ ending }) => ended.resolve(ending) }))
  const leaving = new AbortController()
  const response = await forward(post(question, { signal: leaving.signal }))
  await response.body!.getReader().read()
  leaving.abort()
  expect(await ended.promise).toBe('disconnected')
})

test('passes an error on with its status, and without the key that it repeats', async () => {
  const forward = await forwardTo(async () =>
    Response.json(
      { error: { message: `Incorrect API key provided: ${KEY}` } },
      {
        status: 401,
        headers: { 'www-authenticate': `Bearer ${KEY}`, 'x-request-id': `req-${KEY}`, 'set-cookie': 'a=b', 'retry-after': '3' },
      },
    ),
  )
  const response = await forward(post(question))
  expect(response.status).toBe(401)
  expect(await response.json()).toEqual({ error: { message: 'Incorrect API key provided: [redacted]' } })
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'x-request-id': 'req-[redacted]',
    'retry-after': '3',
    'cache-control': 'no-store, no-transform',
  })
  expect(response.headers.has('set-cookie') || response.headers.has('www-authenticate')).toBe(false)
})

test('passes on that nothing has changed, which is no redirect', async () => {
  const forward = await forwardTo(async () => new Response(null, { status: 304, headers: { 'x-request-id': 'req-1' } }))
  const response = await forward(new Request('http://page.test/upstream/v1/models'))
  expect([response.status, response.headers.get('x-request-id'), await response.text()]).toEqual([304, 'req-1', ''])
})

describe('answers in OpenAI’s shape for itself', () => {
  test('when the gateway redirects, whose target is never asked', async () => {
    const asked: string[] = []
    const forward = await forwardTo(async (request) => {
      asked.push(new URL(request.url).pathname)
      return new Response(null, { status: 307, headers: { location: '/elsewhere' } })
    })
    const response = await forward(post(question))
    expect(response.status).toBe(502)
    expect(await response.json()).toMatchObject({ error: { code: 'upstream_redirect', message: expect.stringContaining('redirects') } })
    expect(asked).toEqual(['/v1/chat/completions'])
  })

  test('when nobody listens', async () => {
    const served = await serve(async () => new Response())
    await served.close()
    const response = await createForwarder({ baseURL: new URL(served.url), apiKey: KEY, model: undefined })(post(question))
    expect(response.status).toBe(502)
    const { error } = await response.json()
    expect(error).toMatchObject({ code: 'upstream_unreachable', param: null })
    expect(error.message).toContain('nothing listens there')
    expect(error.message).not.toContain(KEY)
  })

  test.each([
    ['GET', '/upstream/v1/files', 404],
    ['POST', '/upstream/v1/models', 405],
    ['GET', '/upstream/v1/chat/completions', 405],
  ])('for %s %s', async (method, path, status) => {
    const forward = createForwarder({ baseURL: new URL('http://127.0.0.1:9/'), apiKey: KEY, model: undefined })
    expect((await forward(new Request(new URL(path, CHAT), { method }))).status).toBe(status)
  })
})
