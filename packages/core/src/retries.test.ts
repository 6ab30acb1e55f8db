import { expect, test, vi } from 'vitest'
import { chunk, clientOf, fail, request, said, stream } from './gateway.fixture.js'
import type { ChatClientOptions, ChatCompletionChunk, RetryNotice } from './index.js'

const inBand = (error: object) => `data: ${JSON.stringify({ error: { message: 'no', ...error } })}\n\n`
const role = chunk({ role: 'assistant' })
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

test('a new key, or a request without what the client added, takes none of the retries away', async () => {
  const statuses: number[] = []
  let key = 0
  const client = await clientOf(
    ({ headers, body }, response) => {
      const status = headers.authorization === 'Bearer k1' ? 401 : body.includes('stream_options') ? 400 : 503
      statuses.push(status)
      fail(response, status, '', { 'retry-after-ms': '0' })
    },
    { retry, apiKey: () => `k${++key}` },
  )
  expect((await client.stream(request).result).ending).toMatchObject({ error: { status: 503 } })
  expect(statuses).toEqual([401, 400, 503, 503, 503])
})

test('requests refused at the same time share one new key', async () => {
  let asked = 0
  let refused = 0
  const refusedAll = new EventTarget()
  const apiKey = async () => {
    if (++asked > 1) await new Promise((resolve) => refusedAll.addEventListener('all', resolve))
    return `k${asked}`
  }
  const client = await clientOf(
    ({ headers }, response) => (headers.authorization === 'Bearer k2' ? stream(response) : fail(response, 401, '')),
    { apiKey },
  )
  // The last of them asks for its key as soon as it was told.
  const onRetry = () => void (++refused === 3 && setTimeout(() => refusedAll.dispatchEvent(new Event('all')), 20))
  const results = await Promise.all([1, 2, 3].map(() => client.stream(request, { onRetry }).result))
  expect(results.map(({ ending }) => ending.kind)).toEqual(['complete', 'complete', 'complete'])
  expect(asked).toBe(2)
})

test('401 asks anew though a call of the key function is under way: that one may still give the old key', async () => {
  const steps = new EventTarget()
  const happens = (step: string) => new Promise((resolve) => steps.addEventListener(step, resolve))
  const has = (step: string) => steps.dispatchEvent(new Event(step))
  const late = happens('first ended')
  let asked = 0
  const apiKey = async () => {
    if (++asked !== 2) return asked === 1 ? 'old' : 'new'
    has('second asks')
    await late
    return 'old'
  }
  const client = await clientOf(
    ({ headers }, response) => {
      const refuse = () => fail(response, 401, '')
      if (headers.authorization === 'Bearer new') return stream(response)
      if (asked > 1) return refuse()
      void happens('second asks').then(refuse)
      has('first came')
    },
    { apiKey },
  )
  const came = happens('first came')
  const first = client.stream(request)
  await came
  const second = client.stream(request)
  const kinds = [(await first.result).ending.kind]
  has('first ended')
  expect([...kinds, (await second.result).ending.kind]).toEqual(['complete', 'complete'])
  expect(asked).toBe(4)
})

test.each<[string, Partial<ChatClientOptions>, object]>([
  ['the request', {}, { stream_options: { include_usage: false } }],
  ['the body of every request', { body: { stream_options: { include_usage: false } } }, {}],
  ['a function for it', { body: () => ({ stream_options: { include_usage: false } }) }, {}],
])('stream_options of %s stay: what is refused is not asked again, and nothing is concluded from it', async (_name, options, own) => {
  const asked: unknown[] = []
  const client = await clientOf(({ body }, response) => {
    asked.push((JSON.parse(body) as { stream_options: unknown }).stream_options)
    fail(response, 400, '{"error":{"message":"bad"}}')
  }, options)
  expect((await client.stream({ ...request, ...own }).result).ending).toMatchObject({ error: { code: 'http', status: 400 } })
  expect(asked).toEqual([{ include_usage: false }])
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
