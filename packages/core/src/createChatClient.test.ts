import { expect, test, vi } from 'vitest'
import { answer, clientOf, fail, request, stream } from './gateway.fixture.js'
import { createChatClient, type ChatClientOptions } from './index.js'

const warningsOf = async (baseURL: string, apiKey?: string) => {
  const { warnings } = await createChatClient({ baseURL, apiKey, fetch: async () => new Response(answer) }).complete(request)
  return warnings.map(({ code }) => code)
}

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
    headers: async () => ({ 'x-a': 'client', 'x-b': 'client', 'x-none': undefined as unknown as string }),
    body: () => ({ temperature: 1, seed: 1 }),
    searchParams: { v: '1' },
    fetch: async (_url, init) => (sent.push(init), new Response(answer)),
  })
  await client.complete({ ...request, temperature: 0 }, { headers: { 'x-b': 'request' } })
  await client.complete(request)
  const headers = sent.map((init) => Object.fromEntries(init.headers as Headers))
  expect(headers.map(({ authorization }) => authorization)).toEqual(['Bearer key-1', 'Bearer key-2'])
  expect(headers[0]).toMatchObject({ 'x-a': 'client', 'x-b': 'request' })
  expect(headers[0]).not.toHaveProperty('x-none')
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

test('a key in a web page is warned of, except for a gateway on this machine', async () => {
  vi.stubGlobal('document', {})
  expect(await warningsOf('https://api.example.com/v1', 'sk-1')).toEqual(['key-in-browser'])
  expect(await warningsOf('http://localhost:1/v1', 'sk-1')).toEqual([])
  expect(await warningsOf('https://api.example.com/v1')).toEqual([])
  vi.unstubAllGlobals()
})

test('as many answers as the body of every request asks for are kept apart, whether it is an object or a function', async () => {
  const choices = [0, 1].map((index) => ({ index, delta: { content: `${index}` }, finish_reason: 'stop' }))
  const events = `data: ${JSON.stringify({ choices })}\n\n`
  const contents = async (body: ChatClientOptions['body'], n?: number) => {
    const client = createChatClient({ baseURL: 'http://h', body, fetch: async () => new Response(events) })
    const { completion } = await client.stream({ ...request, ...(n && { n }) }).result
    return completion.choices.map(({ message }) => message.content)
  }
  for (const body of [{ n: 2 }, () => ({ n: 2 }), async () => ({ n: 2 })]) {
    expect(await contents(body)).toEqual(['0', '1'])
    expect(await contents(body, 1)).toEqual(['01'])
  }
  expect(await contents({})).toEqual(['01'])
})
