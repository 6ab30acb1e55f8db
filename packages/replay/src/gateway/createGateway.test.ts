import { describe, expect, it } from 'vitest'
import { createGateway, DIALECTS, fakeClock, type GatewayExchange } from '../index.js'
import { chatRequest, payloads, scripted } from './askGateway.fixture.js'

const messages = [{ role: 'user', content: 'Write a haiku about TCP' }]
const atOnce = { timeToFirstTokenMs: 0, tokensPerSecond: Number.POSITIVE_INFINITY }

describe('routes', () => {
  const gateway = createGateway({ apiKey: 'right', ...atOnce })
  const authorized = { headers: { authorization: 'Bearer right' } }
  const statusAndCode = async (request: Request) => {
    const response = await gateway(request)
    const { error } = (await response.json()) as { error: { message: string; type: string; param: unknown; code: unknown } }
    expect(error).toMatchObject({ message: expect.stringMatching(/\S{2,} .+\./), type: 'invalid_request_error' })
    return [response.status, error.code, error.param]
  }

  it.each(['http://g/chat/completions', 'http://g/v1/chat/completions', 'http://g/any/path/v1/chat/completions?x=1'])(
    '%s completes',
    async (url) => {
      const response = await gateway(new Request(url, { method: 'POST', ...authorized, body: JSON.stringify({ messages }) }))
      expect(response.status).toBe(200)
    },
  )

  it('lists the models of the dialect', async () => {
    const response = await gateway(new Request('http://g/v1/models', authorized))
    expect(await response.json()).toEqual({
      object: 'list',
      data: [{ id: 'default', object: 'model', created: 1767225600, owned_by: 'inferex' }],
    })
  })

  it('refuses a request without a key', async () => {
    expect(await statusAndCode(new Request('http://g/v1/models'))).toEqual([401, null, null])
    expect(await statusAndCode(chatRequest({ messages }, { headers: {} }))).toEqual([401, null, null])
    expect(await statusAndCode(chatRequest({ messages }, { headers: { authorization: 'Bearer ' } }))).toEqual([401, null, null])
  })

  it('refuses a wrong key and does not repeat it', async () => {
    const response = await gateway(chatRequest({ messages }, { headers: { authorization: 'Bearer wrong-key' } }))
    const text = await response.text()
    expect([response.status, text]).toEqual([401, expect.stringContaining('invalid_api_key')])
    expect(text).not.toContain('wrong-key')
  })

  it('refuses a schema that has no end, or asks for too much, and says where it stands', async () => {
    const endless = { type: 'object', required: ['a', 'b'], properties: { a: { $ref: '#' }, b: { $ref: '#' } } }
    const deep = `{"const":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    for (const schema of [JSON.stringify(endless), '{"type":"string","minLength":1e12}', '{"$ref":"#/%zz"}', deep]) {
      const format = `{"type":"json_schema","json_schema":{"schema":${schema}}}`
      const asked = `{"messages":${JSON.stringify(messages)},"response_format":${format}}`
      expect(await statusAndCode(chatRequest(asked, authorized))).toEqual([400, null, 'response_format'])
    }
    const tools = [{ type: 'function', function: { name: 'dig', parameters: endless } }]
    expect(await statusAndCode(chatRequest({ messages, tools, tool_choice: 'required' }, authorized))).toEqual([400, null, 'tools'])
  })

  it.each([
    ['no JSON', '{"messages":', null],
    ['JSON that is no object', '[]', null],
    ['no messages', '{"model":"default"}', 'messages'],
    ['empty messages', '{"messages":[]}', 'messages'],
    ['a message without a role', '{"messages":[{"content":"hi"}]}', 'messages[0].role'],
    ['no number of choices', '{"messages":[{"role":"user"}],"n":0}', 'n'],
    ['too many choices', '{"messages":[{"role":"user"}],"n":129}', 'n'],
  ])('refuses a body with %s', async (_what, body, param) => {
    expect(await statusAndCode(chatRequest(body, authorized))).toEqual([400, null, param])
  })

  it('knows no other address and no other method', async () => {
    expect(await statusAndCode(new Request('http://g/v1/embeddings', { method: 'POST', ...authorized }))).toEqual([
      404,
      'unknown_url',
      null,
    ])
    expect(await statusAndCode(new Request('http://g/v1/chat/completions', authorized))).toEqual([405, 'method_not_supported', null])
    expect((await gateway(new Request('http://g/v1/models', { method: 'DELETE' }))).headers.get('allow')).toBe('GET')
  })

  it('lets pages of any origin in', async () => {
    const preflight = await gateway(
      new Request('http://g/v1/chat/completions', {
        method: 'OPTIONS',
        headers: { origin: 'https://page', 'access-control-request-headers': 'authorization,idempotency-key' },
      }),
    )
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': 'authorization,idempotency-key',
    })
    for (const request of [
      chatRequest({ messages }, authorized),
      new Request('http://g/nowhere'),
      new Request('http://g/models', authorized),
    ]) {
      const { headers } = await gateway(request)
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('access-control-expose-headers')).toContain('x-request-id')
    }
  })
})

describe('stream: false', () => {
  it.each(DIALECTS)('%s replies with the completion that its stream adds up to', async (dialect) => {
    const gateway = scripted(
      { reasoning: 'Hm.', content: 'Hello world', toolCalls: [{ name: 'get', arguments: '{"a":1}' }] },
      { dialect, ...atOnce },
    )
    const response = await gateway(chatRequest({ model: 'some', messages }))
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.json()).toMatchObject({
      object: 'chat.completion',
      model: 'some',
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: 'Hello world',
            reasoning_content: 'Hm.',
            tool_calls: [{ id: expect.stringMatching(/^call_/), type: 'function', function: { name: 'get', arguments: '{"a":1}' } }],
          },
          finish_reason: 'tool_calls',
        },
      ],
      usage: { prompt_tokens: 12, completion_tokens: 10, total_tokens: 22, completion_tokens_details: { reasoning_tokens: 2 } },
      ...(dialect === 'infery' && { credits_used: 1 }),
    })
  })

  it('answers 502 where the stream would have failed after some tokens', async () => {
    const response = await scripted({ content: 'Hello', ending: 'error' }, atOnce)(chatRequest({ messages }))
    expect([response.status, await response.json()]).toEqual([502, { error: expect.objectContaining({ code: 'upstream_error' }) }])
  })
})

const times = async (options: object) => {
  const clock = fakeClock()
  const startedAtMs = clock.now()
  const response = await scripted(
    { content: 'one two three four five six seven eight nine ten' },
    { clock, ...options },
  )(chatRequest({ stream: true, messages }))
  const atMs: number[] = []
  const readAll = async () => {
    for await (const _ of response.body ?? []) atMs.push(clock.now() - startedAtMs)
  }
  await clock.until(readAll())
  return atMs
}

describe('timing', () => {
  it('is the same for the same prompt, 100–400 ms to the first token and 20–80 tokens a second', async () => {
    const atMs = await times({})
    expect(await times({})).toEqual(atMs)
    expect(atMs[0]).toBeGreaterThanOrEqual(100)
    expect(atMs[0]).toBeLessThanOrEqual(400)
    // One role chunk, ten tokens, the finish chunk and [DONE].
    expect(atMs).toHaveLength(13)
    const perTokenMs = ((atMs.at(-1) ?? 0) - (atMs[0] ?? 0)) / 10
    expect(1000 / perTokenMs).toBeGreaterThan(19)
    expect(1000 / perTokenMs).toBeLessThan(86)
    expect(atMs).toEqual(atMs.toSorted((a, b) => a - b))
  })

  it('can be set', async () => {
    const atMs = await times({ timeToFirstTokenMs: 250, tokensPerSecond: 10 })
    expect(atMs[1]).toBe(250)
    expect(Math.abs((atMs.at(-1) ?? 0) - 1250)).toBeLessThan(50)
    expect(new Set(await times(atOnce))).toEqual(new Set([0]))
  })

  it('can be none: the first token never comes', async () => {
    const leave = new AbortController()
    const gateway = createGateway({ timeToFirstTokenMs: Number.POSITIVE_INFINITY })
    const asked = { stream: true, messages: [{ role: 'user', content: 'haiku' }] }
    const response = await gateway(chatRequest(asked, { signal: leave.signal }))
    const read = response.body?.getReader().read()
    // Longer than the shortest timer, which a time without end would be.
    const waited = new Promise((resolve) => {
      setTimeout(() => resolve('nothing came'), 50)
    })
    expect(await Promise.race([read, waited])).toBe('nothing came')
    leave.abort()
    await expect(read).rejects.toThrow('aborted')
  })

  it.each([{ tokensPerSecond: 0 }, { tokensPerSecond: Number.NaN }, { timeToFirstTokenMs: -1 }])(
    'is refused where nothing could keep it: %j',
    (pace) => {
      expect(() => createGateway(pace)).toThrow(RangeError)
    },
  )
})

const setUp = (stream = true) => {
  const clock = fakeClock()
  const exchanges: GatewayExchange[] = []
  const gateway = scripted(
    { content: ['a', 'b', 'c', 'd', 'e', 'f'] },
    { dialect: 'infery', clock, timeToFirstTokenMs: 100, tokensPerSecond: 10, onExchange: (exchange) => exchanges.push(exchange) },
  )
  const leave = new AbortController()
  const ask = async () => {
    const response = await gateway(chatRequest({ stream, messages }, { signal: leave.signal }))
    if (!response.body) throw new Error('no body')
    return response.body.getReader()
  }
  return { clock, exchanges, leave, ask }
}

describe('disconnects', () => {
  it('end the run when the body is cancelled, metered up to there', async () => {
    const { clock, exchanges, ask } = setUp()
    const reader = await ask()
    for (let read = 0; read < 4; read += 1) await clock.until(reader.read())
    await reader.cancel()
    expect(exchanges).toEqual([
      {
        id: 1,
        dialect: 'infery',
        answer: 'scripted',
        status: 200,
        stream: true,
        tokensSent: 3,
        meteredTokens: 3,
        ending: 'disconnected',
        startedAtMs: Date.UTC(2026, 0, 1),
        endedAtMs: clock.now(),
      },
    ])
  })

  it('end the run when the request is aborted, also while it waits for a token', async () => {
    const { clock, exchanges, leave, ask } = setUp()
    const reader = await ask()
    await clock.until(reader.read())
    const waiting = reader.read().then(
      () => reader.read(),
      (error: unknown) => error,
    )
    await clock.advance(10)
    leave.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
    expect(exchanges).toMatchObject([{ ending: 'disconnected', tokensSent: 1, endedAtMs: clock.now() }])
  })

  it('end a run without streaming too, which has then sent nothing', async () => {
    const { exchanges, leave, ask } = setUp(false)
    await ask()
    leave.abort()
    expect(exchanges).toMatchObject([{ ending: 'disconnected', stream: false, tokensSent: 0, meteredTokens: 0 }])
  })

  it('are none where all had been sent before the caller left', async () => {
    const { clock, exchanges, ask } = setUp()
    const reader = await ask()
    for (let text = ''; !text.includes('[DONE]');) text = new TextDecoder().decode((await clock.until(reader.read())).value)
    await reader.cancel()
    expect(exchanges).toMatchObject([{ ending: 'complete', tokensSent: 6 }])
  })

  it('are told from answers that came to their end, and from refusals', async () => {
    const exchanges: GatewayExchange[] = []
    const onExchange = (exchange: GatewayExchange) => exchanges.push(exchange)
    for (const ending of ['complete', 'error', 'truncated'] as const) {
      await (await scripted({ content: ['a'], ending }, { ...atOnce, onExchange })(chatRequest({ stream: true, messages }))).text()
    }
    await createGateway({ onExchange })(chatRequest('{'))
    expect(exchanges.map(({ ending, status, tokensSent }) => [ending, status, tokensSent])).toEqual([
      ['complete', 200, 1],
      ['error', 200, 1],
      ['truncated', 200, 1],
      ['refused', 400, 0],
    ])
  })
})

it('cuts an answer at max_tokens and says so', async () => {
  const gateway = scripted({ content: 'one two three four' }, atOnce)
  const chunks = payloads(
    await (await gateway(chatRequest({ stream: true, messages, max_tokens: 2, stream_options: { include_usage: true } }))).text(),
  )
  expect(chunks.at(-2)).toMatchObject({ choices: [{ finish_reason: 'length' }] })
  expect(chunks.at(-1)).toMatchObject({ usage: { completion_tokens: 2 } })
})

const twoIds = async () => {
  const gateway = scripted({ content: 'x' }, atOnce)
  const bodies = [await gateway(chatRequest({ messages })), await gateway(chatRequest({ messages }))]
  return Promise.all(bodies.map(async (response) => ((await response.json()) as { id: string }).id))
}

it('gives each exchange ids of its own, the same ones again in a new gateway', async () => {
  const first = await twoIds()
  expect(first[0]).not.toBe(first[1])
  expect(await twoIds()).toEqual(first)
})
