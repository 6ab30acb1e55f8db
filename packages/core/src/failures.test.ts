import { afterEach, expect, test, vi } from 'vitest'
import { answer, clientOf, fail, request, said } from './gateway.fixture.js'
import { ChatError, createChatClient, type ChatClientOptions } from './index.js'

afterEach(() => void vi.useRealTimers())

test('a gateway that does not answer in time is a timeout, and its connection is closed', async () => {
  const closed = new EventTarget()
  const closing = new Promise((resolve) => closed.addEventListener('close', resolve))
  const client = await clientOf((_request, response) => response.on('close', () => closed.dispatchEvent(new Event('close'))), {
    timeouts: { headersMs: 20 },
  })
  expect((await client.stream(request).result).ending).toMatchObject({ kind: 'failed', error: { code: 'timeout', retryable: true } })
  await closing
})

test.each([
  [400, said('bad'), { code: 'http', retryable: false }],
  [400, said('This model has a maximum context length of 8 tokens'), { code: 'context_length', retryable: false }],
  [400, said('no', { code: 'content_filter' }), { code: 'content_filter' }],
  [401, said('Incorrect API key provided: sk-canary-1234567890'), { code: 'auth', retryable: false }],
  [402, said('no'), { code: 'payment', retryable: false }],
  [403, said('no'), { code: 'auth' }],
  [404, '<html>not found</html>', { code: 'http', retryable: false }],
  [404, '\n<!doctype html><nav>Billing, Payment, Moderation</nav>', { code: 'http', retryable: false }],
  [408, '', { code: 'timeout', retryable: true }],
  [413, '', { code: 'context_length', retryable: false }],
  [429, said('slow down'), { code: 'rate_limit', retryable: true }],
  [429, said('no', { type: 'insufficient_quota' }), { code: 'payment', retryable: false }],
  [500, said('boom'), { code: 'gateway', retryable: true }],
  [502, said('no', { type: 'relay_error', code: 'upstream_auth' }), { code: 'auth', retryable: false }],
  [502, said('no', { type: 'relay_error', code: 'upstream_html' }), { code: 'html_response', retryable: false }],
  [502, said('no', { type: 'relay_error', code: 'upstream_unreachable' }), { code: 'gateway', retryable: true }],
  [504, said('no', { type: 'relay_error', code: 'upstream_timeout' }), { code: 'network', retryable: true }],
  [503, 'unavailable', { code: 'gateway', retryable: true }],
])('%i %s', async (status, body, expected) => {
  const client = await clientOf((_request, response) => fail(response, status, body))
  const run = client.stream(request)
  const { ending } = await run.result
  expect(ending).toMatchObject({ kind: 'failed', error: { ...expected, status, requestId: 'req-1' } })
  await expect(run[Symbol.asyncIterator]().next()).rejects.toMatchObject(expected)
  await expect(client.models()).rejects.toMatchObject(expected)
  expect(JSON.stringify(ending)).not.toContain('canary')
  expect(JSON.stringify(ending)).not.toContain('<')
})

test('a status is told though the body of the error never ends, with as much of it as came', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const client = await clientOf((_request, response) => response.writeHead(402, { 'content-type': 'text/plain' }).write('no credit'))
  const answered = new EventTarget()
  const head = new Promise((resolve) => answered.addEventListener('head', resolve))
  const { result } = client.stream(request, { onResponse: () => answered.dispatchEvent(new Event('head')) })
  await head
  await vi.advanceTimersByTimeAsync(5000)
  expect((await result).ending).toMatchObject({ error: { code: 'payment', status: 402 } })
})

test('a message says what happened, why it matters and what to do', async () => {
  const client = await clientOf((_request, response) => fail(response, 401, said('Wrong key.')))
  const { ending } = await client.stream(request).result
  expect(ending.kind === 'failed' && ending.error.message).toMatch(/status 401: Wrong key\. .+\. Check apiKey/)
})

test.each([
  [{ 'retry-after-ms': '1500' }, 1500],
  [{ 'retry-after': '120' }, 120_000],
  [{ 'retry-after': 'Wed, 21 Oct 2015 07:28:30 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 30_000],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after': 'Wednesday, 21-Oct-15 07:28:30 GMT', date: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 30_000],
  [{ 'retry-after': 'Wed Oct 21 07:28:30 2015', date: 'Wed, 21 Oct 2015 07:28:00 GMT' }, 30_000],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '-1' }, undefined],
  [{ 'retry-after': '5, 10' }, undefined],
  [{ 'retry-after': '0x10' }, undefined],
  [{ 'retry-after': '1e3' }, undefined],
  [{ 'retry-after-ms': '-1' }, undefined],
  [{ 'retry-after': '2015-10-21' }, undefined],
])('%o asks to wait %s ms', async (headers, retryAfterMs) => {
  const client = await clientOf((_request, response) => fail(response, 429, '', headers))
  expect((await client.stream(request).result).ending).toMatchObject({ error: { retryAfterMs } })
})

test('a gateway that cannot be reached is a network error that names the likely causes', async () => {
  const client = createChatClient({ baseURL: 'http://127.0.0.1:9/v1?key=sk-canary-1', retry: { maxRetries: 0 } })
  const { ending, completion } = await client.stream(request).result
  expect(ending).toMatchObject({ kind: 'failed', error: { code: 'network', retryable: true } })
  const message = ending.kind === 'failed' ? ending.error.message : ''
  expect(message).toMatch(/CORS/)
  expect(message).toMatch(/baseURL/)
  expect(message).not.toContain('canary')
  expect(completion.choices).toEqual([])
  await expect(client.models()).rejects.toMatchObject({ code: 'network' })
})

test('a redirect is not followed, so that credentials stay at home', async () => {
  let elsewhere = 0
  const { baseURL } = await clientOf(() => elsewhere++)
  const client = await clientOf((_request, response) => fail(response, 307, '', { location: `${baseURL}/chat/completions` }))
  const { ending } = await client.stream(request).result
  expect(ending).toMatchObject({ kind: 'failed', error: { code: 'http', status: 307 } })
  expect(elsewhere).toBe(0)
})

test.each<[string, Partial<ChatClientOptions>]>([
  ['key', { apiKey: () => Promise.reject(new Error('secret store is down')) }],
  [
    'headers',
    {
      headers: () => {
        throw new Error('secret store is down')
      },
    },
  ],
  ['body', { body: () => Promise.reject(new Error('secret store is down')) }],
])('a %s that cannot be had is an error that says so, not a rejection, and nothing is sent', async (_name, options) => {
  let requests = 0
  const client = createChatClient({ baseURL: 'http://h', fetch: async () => (requests++, new Response(answer)), ...options })
  const { ending } = await client.stream(request).result
  expect(ending).toMatchObject({ kind: 'failed', error: { code: 'http', retryable: false, cause: { message: 'secret store is down' } } })
  const message = ending.kind === 'failed' ? ending.error.message : ''
  expect(message).toMatch(/could not be prepared: .*apiKey.* threw.* Nothing was sent\. .*cause/)
  expect(message).not.toMatch(/baseURL|secret store/)
  expect(requests).toBe(0)
})

const errorOfThrowing = async (thrown: Error) => {
  const client = createChatClient({ baseURL: 'http://h/v1', retry: { maxRetries: 0 }, fetch: () => Promise.reject(thrown) })
  const { ending } = await client.stream(request).result
  return ending.kind === 'failed' ? ending.error : undefined
}

test('a head that Node waits for no longer is a time limit, and not waited for again', async () => {
  let requests = 0
  const cause = Object.assign(new Error('Headers Timeout Error'), { code: 'UND_ERR_HEADERS_TIMEOUT' })
  const fetch = () => (requests++, Promise.reject(new TypeError('fetch failed', { cause })))
  const { ending } = await createChatClient({ baseURL: 'http://h/v1', fetch, retry: { maxRetries: 1 } }).stream(request).result
  const message = expect.stringContaining('The gateway at h did not answer (UND_ERR_HEADERS_TIMEOUT). ') as string
  expect(ending).toMatchObject({ kind: 'failed', error: { code: 'timeout', retryable: true, message } })
  expect(requests).toBe(1)
})

test('a body that Node waits for no longer has stalled, and is not asked for again', async () => {
  let requests = 0
  const cause = Object.assign(new Error('Body Timeout Error'), { code: 'UND_ERR_BODY_TIMEOUT' })
  const body = () => new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated', { cause })) })
  const fetch = async () => (requests++, new Response(body()))
  const client = createChatClient({ baseURL: 'http://h/v1', fetch, timeouts: { stallMs: Infinity }, retry: { maxRetries: 1 } })
  expect((await client.stream(request).result).ending).toEqual({ kind: 'stalled', idleMs: 300_000 })
  expect(requests).toBe(1)
})

test('an error of ours that the given fetch throws is the error, any other is the cause of a network error', async () => {
  const ours = new ChatError('payment', 'The budget of this month is used up.')
  expect(await errorOfThrowing(ours)).toBe(ours)
  const other = new TypeError('offline')
  expect(await errorOfThrowing(other)).toMatchObject({ code: 'network', cause: other })
})
