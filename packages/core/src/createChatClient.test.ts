import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createChatClient, isChatError, type ChatClientOptions, type ChatCompletionChunk, type RetryNotice } from './index.js'

const messages = [{ role: 'user' as const, content: 'hi' }]
const request = { model: 'm', messages }
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

type Handler = (request: IncomingMessage & { body: string }, response: ServerResponse) => void

/** Serves on the loopback and returns a client of it; nothing is tried again unless a test says so. */
async function clientOf(handler: Handler, options: Partial<ChatClientOptions> = {}) {
  const server = createServer((incoming, response) => {
    let body = ''
    incoming.on('data', (piece: Buffer) => (body += piece.toString()))
    incoming.on('end', () => handler(Object.assign(incoming, { body }), response))
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
  return createChatClient({ baseURL, apiKey: 'sk-canary-1234567890', retry: { maxRetries: 0 }, ...options })
}

const chunk = (delta: object, finish_reason: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }] })}\n\n`
const answer = `${chunk({ role: 'assistant', content: 'Hel' })}${chunk({ content: 'lo' })}${chunk({}, 'stop')}data: [DONE]\n\n`

function stream(response: ServerResponse, body = answer): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req-1' }).end(body)
}

function fail(response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req-1', ...headers }).end(body)
}

/** Sends one token, keeps the connection open, and tells when it was closed. */
async function endless() {
  const closed = new EventTarget()
  const closing = new Promise((resolve) => closed.addEventListener('close', resolve))
  const client = await clientOf((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).write(chunk({ content: 'Hel' }))
    response.on('close', () => closed.dispatchEvent(new Event('close')))
  })
  return { client, closing }
}

const said = (message: string, more: object = {}) => JSON.stringify({ error: { message, ...more } })

const warningsOf = async (baseURL: string, apiKey?: string) => {
  const { warnings } = await createChatClient({ baseURL, apiKey, fetch: async () => new Response(answer) }).complete(request)
  return warnings.map(({ code }) => code)
}

describe('requests', () => {
  test('a stream is asked for with the key, the model, the messages and usage', async () => {
    let seen: { url?: string | undefined; authorization?: string | undefined; body: unknown } | undefined
    const client = await clientOf(({ url, headers, body }, response) => {
      seen = { url, authorization: headers.authorization, body: JSON.parse(body) }
      stream(response)
    })
    const { completion } = await client.stream({ ...request, vendor_field: 1 }).result
    expect(completion.choices[0]?.message.content).toBe('Hello')
    expect(seen).toEqual({
      url: '/v1/chat/completions',
      authorization: 'Bearer sk-canary-1234567890',
      body: { ...request, vendor_field: 1, stream: true, stream_options: { include_usage: true } },
    })
  })

  test.each([
    ['http://h/v1', 'http://h/v1/chat/completions'],
    ['http://h/v1/', 'http://h/v1/chat/completions'],
    ['http://h/v1?api-version=2', 'http://h/v1/chat/completions?api-version=2'],
    ['http://h/v1/chat/completions', 'http://h/v1/chat/completions'],
    ['/api', '/api/chat/completions'],
  ])('%s is joined to %s', async (baseURL, expected) => {
    const urls: string[] = []
    const client = createChatClient({ baseURL, fetch: async (url) => (urls.push(url), new Response(answer)) })
    await client.complete(request)
    expect(urls).toEqual([expected])
  })

  test('key, headers and body may be functions, asked for each request; the request wins over them', async () => {
    let calls = 0
    const sent: RequestInit[] = []
    const client = createChatClient({
      baseURL: 'http://h',
      apiKey: () => `key-${++calls}`,
      headers: async () => ({ 'x-a': 'client', 'x-b': 'client' }),
      body: () => ({ temperature: 1, seed: 1 }),
      searchParams: { v: '1' },
      fetch: async (_url, init) => (sent.push(init), new Response(answer)),
    })
    await client.complete({ ...request, temperature: 0 }, { headers: { 'x-b': 'request' } })
    await client.complete(request)
    const headers = sent.map((init) => Object.fromEntries(init.headers as Headers))
    expect(headers.map(({ authorization }) => authorization)).toEqual(['Bearer key-1', 'Bearer key-2'])
    expect(headers[0]).toMatchObject({ 'x-a': 'client', 'x-b': 'request' })
    expect(JSON.parse(sent[0]?.body as string)).toEqual({ ...request, temperature: 0, seed: 1, stream: false })
  })

  test('the head of the response is told before the answer', async () => {
    const client = await clientOf((_request, response) => stream(response))
    const seen: unknown[] = []
    const run = client.stream(request, { onResponse: ({ status, headers }) => seen.push(status, headers.get('x-request-id')) })
    await run.result
    expect(seen).toEqual([200, 'req-1'])
  })

  test('an answer that is not streamed has the same shape', async () => {
    const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }
    const whole = { id: 'c', object: 'chat.completion', created: 1, model: 'm', usage, credits_used: 4 }
    const choices = [{ index: 0, message: { role: 'assistant', content: 'Hello' }, finish_reason: 'stop' }]
    const client = await clientOf(({ body }, response) => {
      if ((JSON.parse(body) as { stream: boolean }).stream)
        stream(response, answer.replace('data: [DONE]', `data: ${JSON.stringify({ choices: [], usage, credits_used: 4 })}\n\ndata: [DONE]`))
      else fail(response, 200, JSON.stringify({ ...whole, choices }, null, 2))
    })
    const complete = await client.complete(request)
    const streamed = await client.stream(request).result
    expect(complete.completion).toEqual(streamed.completion)
    expect(complete.completion.extra).toEqual({ credits_used: 4 })
    expect(complete.cost).toEqual({ amount: 4, unit: 'credits' })
    expect(complete.ending).toEqual({ kind: 'complete', finishReason: 'stop', sawDone: false, lostEvents: 0 })
  })

  test('models are listed, with or without an envelope', async () => {
    const list = [
      { id: 'a', object: 'model' },
      { id: 'b', object: 'model', owned_by: 'x' },
    ]
    for (const body of [{ object: 'list', data: list }, list]) {
      const client = await clientOf(({ url }, response) => fail(response, url === '/v1/models' ? 200 : 404, JSON.stringify(body)))
      expect(await client.models()).toEqual(list)
    }
  })

  test.each([
    ['none', 'no', 'protocol', /could not be read/],
    ['an object without a list', '{"data":{}}', 'protocol', /could not be read/],
    ['a web page', '\n<!doctype html><title>Log in</title><script>let a</script>', 'html_response', /"Log in"/],
    ['an error', said('slow down', { code: 429 }), 'rate_limit', /slow down/],
  ])('a list of models that is %s is an error', async (_name, body, code, words) => {
    const client = await clientOf((_request, response) => fail(response, 200, body))
    const failure: unknown = await client.models().catch((error: unknown) => error)
    expect(failure).toMatchObject({ name: 'ChatError', requestId: 'req-1', code })
    expect(isChatError(failure) && failure.message).toMatch(words)
  })

  test.each([
    ['head', (_response: ServerResponse) => {}],
    ['body', (response: ServerResponse) => response.writeHead(200).write('{"data":[')],
  ])('a list of models whose %s does not come in time is a timeout, and its connection is closed', async (_name, answerPartly) => {
    const closed = new EventTarget()
    const closing = new Promise((resolve) => closed.addEventListener('close', resolve))
    const client = await clientOf(
      (_request, response) => {
        response.on('close', () => closed.dispatchEvent(new Event('close')))
        answerPartly(response)
      },
      { timeouts: { headersMs: 20 } },
    )
    await expect(client.models()).rejects.toMatchObject({ code: 'timeout', retryable: true })
    await closing
  })

  test('a list of models whose connection breaks is a network error', async () => {
    const client = await clientOf((_request, response) => response.writeHead(200).write('{"data":[', () => response.destroy()))
    await expect(client.models()).rejects.toMatchObject({ code: 'network', retryable: true })
  })

  test('a list of models that is no longer wanted is not waited for', async () => {
    const controller = new AbortController()
    const client = createChatClient({ baseURL: 'http://h', fetch: () => new Promise(() => {}) })
    const listing = client.models({ signal: controller.signal })
    controller.abort()
    await expect(listing).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('ending a run', () => {
  test('stop closes the connection and keeps what came', async () => {
    const { client, closing } = await endless()
    const run = client.stream(request)
    const chunks: unknown[] = []
    for await (const next of run) {
      chunks.push(next)
      void run.stop()
    }
    await closing
    const { completion, ending } = await run.result
    expect(ending).toEqual({ kind: 'stopped' })
    expect(completion.choices[0]?.message.content).toBe('Hel')
    expect(chunks).toHaveLength(1)
  })

  test('an aborted signal does the same', async () => {
    const { client, closing } = await endless()
    const controller = new AbortController()
    const run = client.stream(request, { signal: controller.signal })
    const iterator = run[Symbol.asyncIterator]()
    await iterator.next()
    const pending = iterator.next()
    controller.abort()
    expect(await pending).toEqual({ done: true, value: undefined })
    expect((await run.result).ending).toEqual({ kind: 'stopped' })
    await closing
  })

  test('leaving the loop stops the run', async () => {
    const { client, closing } = await endless()
    const run = client.stream(request)
    for await (const next of run) {
      expect(next.choices[0]?.delta.content).toBe('Hel')
      break
    }
    await closing
    expect((await run.result).ending).toEqual({ kind: 'stopped' })
  })

  test('detach closes the connection too, and says so', async () => {
    const { client, closing } = await endless()
    const run = client.stream(request)
    await run[Symbol.asyncIterator]().next()
    run.detach()
    await closing
    expect((await run.result).ending).toEqual({ kind: 'detached' })
  })

  test('a signal aborted before sends nothing', async () => {
    let requests = 0
    const client = createChatClient({ baseURL: 'http://h', fetch: async () => (requests++, new Response(answer)) })
    const { ending } = await client.complete(request, { signal: AbortSignal.abort() })
    expect(ending).toEqual({ kind: 'stopped' })
    expect(requests).toBe(0)
  })

  test('late bytes change nothing', async () => {
    const gate = new EventTarget()
    const source = new ReadableStream<Uint8Array>({
      async pull(controller) {
        await new Promise((resolve) => gate.addEventListener('open', resolve))
        controller.enqueue(new TextEncoder().encode(answer))
      },
    })
    const run = createChatClient({ baseURL: 'http://h', fetch: async () => new Response(source) }).stream(request)
    const { result } = run
    await run.stop()
    gate.dispatchEvent(new Event('open'))
    expect((await result).completion.choices).toEqual([])
  })

  test('a stop after [DONE] finds the answer complete', async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(answer)
    })
    const run = client.stream(request)
    for await (const { choices } of run) if (choices[0]?.finish_reason) void run.stop()
    expect((await run.result).ending).toMatchObject({ kind: 'complete', sawDone: true })
  })

  test('the answer ends soon after [DONE], though the connection stays open, and late usage counts', async () => {
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`${answer}data: ${JSON.stringify({ choices: [{ delta: { content: 'late' } }], usage })}\n\n`)
    })
    const { completion, ending } = await client.stream(request).result
    expect(ending).toMatchObject({ kind: 'complete', sawDone: true })
    expect(completion.usage).toEqual(usage)
    expect(completion.choices[0]?.message.content).toBe('Hello')
  })
})

describe('failures of a request', () => {
  test('a gateway that does not answer in time is a timeout, and its connection is closed', async () => {
    const closed = new EventTarget()
    const closing = new Promise((resolve) => closed.addEventListener('close', resolve))
    const client = await clientOf((_request, response) => response.on('close', () => closed.dispatchEvent(new Event('close'))), {
      timeouts: { headersMs: 20 },
    })
    expect((await client.stream(request).result).ending).toMatchObject({ kind: 'failed', error: { code: 'timeout', retryable: true } })
    await closing
  })

  test('a key in a web page is warned of, except for a gateway on this machine', async () => {
    vi.stubGlobal('document', {})
    expect(await warningsOf('https://api.example.com/v1', 'sk-1')).toEqual(['key-in-browser'])
    expect(await warningsOf('http://localhost:1/v1', 'sk-1')).toEqual([])
    expect(await warningsOf('https://api.example.com/v1')).toEqual([])
    vi.unstubAllGlobals()
  })

  test.each([
    [400, said('bad'), { code: 'http', retryable: false }],
    [400, said('This model has a maximum context length of 8 tokens'), { code: 'context_length', retryable: false }],
    [400, said('no', { code: 'content_filter' }), { code: 'content_filter' }],
    [401, said('Incorrect API key provided: sk-canary-1234567890'), { code: 'auth', retryable: false }],
    [402, said('no'), { code: 'payment', retryable: false }],
    [403, said('no'), { code: 'auth' }],
    [404, '<html>not found</html>', { code: 'http', retryable: false }],
    [408, '', { code: 'timeout', retryable: true }],
    [413, '', { code: 'context_length', retryable: false }],
    [429, said('slow down'), { code: 'rate_limit', retryable: true }],
    [429, said('no', { type: 'insufficient_quota' }), { code: 'payment', retryable: false }],
    [500, said('boom'), { code: 'gateway', retryable: true }],
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
    await clientOf(() => elsewhere++)
    const { port } = servers[0]!.address() as AddressInfo
    const client = await clientOf((_request, response) =>
      fail(response, 307, '', { location: `http://localhost:${port}/v1/chat/completions` }),
    )
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
})

const inBand = (error: object) => `data: ${JSON.stringify({ error: { message: 'no', ...error } })}\n\n`
const role = chunk({ role: 'assistant' })

describe('retries', () => {
  const retry = { maxRetries: 2 }

  test('a failure that may pass is tried again, visibly, with the same body', async () => {
    const bodies: string[] = []
    const notices: RetryNotice[] = []
    const client = await clientOf(
      ({ body }, response) => {
        bodies.push(body)
        if (bodies.length < 3) fail(response, 503, '', { 'retry-after-ms': '1' })
        else stream(response)
      },
      { retry },
    )
    const { ending } = await client.stream(request, { onRetry: (notice) => notices.push(notice) }).result
    expect(ending.kind).toBe('complete')
    expect(new Set(bodies).size).toBe(1)
    expect(notices.map(({ attempt, delayMs, error }) => [attempt, delayMs, error.status])).toEqual([
      [2, 1, 503],
      [3, 1, 503],
    ])
  })

  test.each([
    ['no more than twice', 503, { 'retry-after-ms': '0' }, 3],
    ['not when the wait is too long: the error tells the time', 429, { 'retry-after': '61' }, 1],
    ['not when it is of no use', 404, {}, 1],
  ])('%s', async (_name, status, headers, tries) => {
    let requests = 0
    const client = await clientOf((_request, response) => (requests++, fail(response, status, '', headers)), {
      retry,
    })
    expect((await client.stream(request).result).ending).toMatchObject({ kind: 'failed', error: { status } })
    expect(requests).toBe(tries)
  })

  test.each([
    ['a role', { choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] }],
    ['a role under an id', { id: 'first', choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] }],
    ['usage alone', { id: 'first', choices: [], usage: { prompt_tokens: 1, completion_tokens: 0, total_tokens: 1 } }],
  ])('%s is no token: what breaks after it is tried again, and nothing of the first try stays', async (_name, opening) => {
    let requests = 0
    const client = await clientOf(
      (_request, response) => {
        if (++requests > 1) return stream(response)
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write(`data: ${JSON.stringify(opening)}\n\n`, () => response.destroy())
      },
      { retry },
    )
    const run = client.stream(request)
    const chunks: ChatCompletionChunk[] = []
    for await (const next of run) chunks.push(next)
    expect(requests).toBe(2)
    expect(chunks.map(({ id, choices }) => [id, choices[0]?.delta.content])).toEqual([
      ['c', 'Hel'],
      ['c', 'lo'],
      ['c', undefined],
    ])
    expect(await run.result).toMatchObject({
      completion: { id: 'c', choices: [{ message: { content: 'Hello' } }] },
      ending: { kind: 'complete' },
    })
    expect(run.completion.usage).toBeUndefined()
  })

  test('chunks without a token are given out when no other try follows', async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(chunk({ role: 'assistant' }), () => response.destroy())
    })
    const iterator = client.stream(request)[Symbol.asyncIterator]()
    expect(await iterator.next()).toMatchObject({ done: false, value: { id: 'c' } })
    await expect(iterator.next()).rejects.toMatchObject({ code: 'network' })
  })

  test.each<[string, number, string, number]>([
    ['408', 408, '', 3],
    ['409', 409, '', 3],
    ['429', 429, '', 3],
    ['500', 500, '', 3],
    ['529', 529, '', 3],
    ['a quota that is used up', 429, said('no', { type: 'insufficient_quota' }), 1],
    ['400, once more without what the client added', 400, said('bad'), 2],
    ['422, once more without what the client added', 422, said('bad'), 2],
    ['too long a context', 400, said('prompt is too long'), 1],
    ['401, where the key is no function', 401, '', 1],
    ['403', 403, '', 1],
    ['404', 404, '', 1],
    ['413', 413, '', 1],
    ['content that the gateway refuses, whatever the status', 429, said('no', { code: 'content_filter' }), 1],
    ['an empty body', 200, '', 1],
    ['an end without an answer', 200, 'data: [DONE]\n\n', 1],
    ['a web page', 200, '<!doctype html><p>Log in', 1],
    ['what is no stream', 200, 'data: {"broken\n\n', 1],
    ['an end after the role alone', 200, role, 1],
    ['an error in the stream', 200, inBand({}), 1],
    ['an error in the stream after the role', 200, role + inBand({ code: 'server_error' }), 1],
    ['an error in the stream with status 503', 200, role + inBand({ code: 503 }), 3],
    ['an error in the stream with status 409', 200, inBand({ status: 409 }), 3],
    ['an error in the stream with status 400', 200, inBand({ status: 400 }), 1],
    ['a rate limit in the stream', 200, inBand({ type: 'rate_limit_error' }), 3],
    ['a rate limit in the stream after a token', 200, chunk({ content: 'Hel' }) + inBand({ code: 429 }), 1],
  ])('%s', async (_name, status, body, tries) => {
    let requests = 0
    const client = await clientOf(
      (_request, response) => {
        requests++
        fail(response, status, body, { 'retry-after-ms': '0', 'content-type': 'text/event-stream' })
      },
      { retry },
    )
    vi.spyOn(Math, 'random').mockReturnValue(0)
    await client.stream(request).result
    vi.restoreAllMocks()
    expect(requests).toBe(tries)
  })

  test.each(['headersMs', 'firstTokenMs'])('a time limit of ours (%s) is not tried again', async (limit) => {
    let requests = 0
    const client = await clientOf(
      (_request, response) => {
        requests++
        if (limit === 'firstTokenMs') response.writeHead(200, { 'content-type': 'text/event-stream' }).write(role)
      },
      { retry, timeouts: { [limit]: 20 } },
    )
    expect((await client.stream(request).result).ending).toMatchObject({ error: { code: 'timeout', retryable: true } })
    expect(requests).toBe(1)
  })

  test('never once a token has come', async () => {
    let requests = 0
    const client = await clientOf(
      (_request, response) => {
        requests++
        response.writeHead(200, { 'content-type': 'text/event-stream' }).write(chunk({ content: 'Hel' }), () => response.destroy())
      },
      { retry },
    )
    const { ending, completion } = await client.stream(request).result
    expect(ending).toMatchObject({ kind: 'failed', error: { code: 'network' } })
    expect(completion.choices[0]?.message.content).toBe('Hel')
    expect(requests).toBe(1)
  })

  test('a stop while waiting ends the wait', async () => {
    const client = await clientOf((_request, response) => fail(response, 429, '', { 'retry-after': '50' }), { retry })
    const run = client.stream(request, { onRetry: () => void run.stop() })
    expect((await run.result).ending).toEqual({ kind: 'stopped' })
  })

  test('401 asks the key function once more and repeats once', async () => {
    let key = 0
    const keys: (string | undefined)[] = []
    const client = await clientOf(
      ({ headers }, response) => {
        keys.push(headers.authorization)
        if (headers.authorization === 'Bearer k2') stream(response)
        else fail(response, 401, '')
      },
      { apiKey: async () => `k${++key}` },
    )
    expect((await client.stream(request).result).ending.kind).toBe('complete')
    expect(keys).toEqual(['Bearer k1', 'Bearer k2'])
  })

  test('a gateway that refuses stream_options is asked without them, and remembered', async () => {
    const asked: boolean[] = []
    const client = await clientOf(({ body }, response) => {
      asked.push('stream_options' in (JSON.parse(body) as object))
      if (asked.at(-1)) fail(response, 400, '{"error":{"message":"unknown field"}}')
      else stream(response)
    })
    expect((await client.stream(request).result).ending.kind).toBe('complete')
    expect((await client.stream(request).result).ending.kind).toBe('complete')
    expect(asked).toEqual([true, false, false])
  })
})
