import { describe, expect, test } from 'vitest'
import { chunk, codes, data, errorOf, messageOf, read, stop, text } from './answers.fixture.js'
import { readChat } from './index.js'

/** The error of an answer that reports this in its stream. */
const reported = async (value: unknown) => errorOf(await read(text('a') + data(value)))
/** The first sentence of the message: what happened. */
const said = async (value: unknown) => (await reported(value))?.message.replace(/ The answer is incomplete.*/, '')
/** The error of a response without success. */
const answered = async (status: number, body: string) => errorOf(await readChat(new Response(body, { status })))

describe('what a gateway says of a failure is found', () => {
  test.each([
    [{ error: 'boom' }],
    [{ error: ['boom'] }],
    [{ error: { message: 'boom', code: 'x', type: 'y' } }],
    [{ error: { msg: 'boom', code: 'x' } }],
    [{ error: { detail: 'boom', code: 'x' } }],
    [{ error: { description: 'boom', type: 'y' } }],
    [{ error: { error: 'boom', type: 'y' } }],
    [{ error: { code: 'boom', type: 'y' } }],
    [{ error: { type: 'boom' } }],
    [{ error: { message: '', msg: null, detail: [], description: {}, type: 'boom' } }],
    [{ error: { message: { message: 'boom', msg: 'x' } } }],
    [{ error: { message: { msg: 'boom', detail: 'x' } } }],
    [{ error: { message: { detail: 'boom' } } }],
    [{ error: 1, message: 'boom' }],
    [{ error: true, detail: 'boom' }],
    [{ error: { a: 0 }, message: 'boom' }],
    [{ object: 'error', message: 'boom' }],
    [{ object: 'error', message: 'boom', choices: [] }],
    [{ detail: 'boom' }],
    [{ detail: [{ msg: 'boom' }, {}, { msg: '' }] }],
  ])('in %j', async (value) => {
    expect(await said(value)).toBe('The gateway reported an error: boom.')
  })

  test.each([
    [{ detail: [{ msg: 'a' }, { msg: 'b' }] }, 'a; b.'],
    [{ error: 5 }, '5.'],
    [{ error: { message: 5 } }, '5.'],
    [{ error: { a: 0 } }, '{"a":0}.'],
    [{ error: 'boom!' }, 'boom!'],
    [{ error: 'boom?' }, 'boom?'],
    [{ error: 'boom…' }, 'boom…'],
    [{ error: 'boom. ' }, 'boom.'],
    [{ error: 'boom. Or not' }, 'boom. Or not.'],
  ])('in %j as %j', async (value, words) => {
    expect(await said(value)).toBe(`The gateway reported an error: ${words}`)
  })

  test.each([
    ['event: error\ndata: {"message":"boom","code":429}\n\n', 'rate_limit', /error: boom\./],
    ['event: error\ndata: {"error":{"message":"boom"}}\n\n', 'gateway', /error: boom\./],
    ['event: error\ndata: null\n\n', 'gateway', /error: null\./],
    ['event: error\ndata\n\n', 'gateway', /reported an error\. The answer/],
    ['error: {"message":"boom","code":429}\n', 'rate_limit', /error: boom\./],
    ['error:   boom  \n', 'gateway', /error: boom\./],
    ['error:\n', 'gateway', /reported an error\. The answer/],
    ['data: {"object":"error","message":null}\n\n', 'gateway', /reported an error\. The answer/],
  ])('in %j', async (event, code, message) => {
    const result = await read(text('a') + event)
    expect(errorOf(result)).toMatchObject({ code, message: expect.stringMatching(message) as string })
    expect(messageOf(result)?.content).toBe('a')
  })

  test.each([[{ code: 7003, message: 'boom' }], ['boom']])('in a list of errors in place of an answer: %j', async (entry) => {
    const body = JSON.stringify({ success: false, errors: [entry], result: null })
    expect((await answered(400, body))?.message).toMatch(/status 400: boom\./)
    expect((await answered(200, body))?.message).toMatch(/error: boom\./)
  })

  test('in a list in place of an answer, as Gemini sends it', async () => {
    const body = JSON.stringify([{ error: { code: 400, message: 'The prompt is too long', status: 'INVALID_ARGUMENT' } }], null, 2)
    const message = expect.stringContaining('The prompt is too long.') as string
    expect(await answered(400, body)).toMatchObject({ code: 'context_length', status: 400, message })
    expect(await answered(200, body)).toMatchObject({ code: 'context_length', status: 400, message })
  })

  test('beside a last piece of text, which is kept', async () => {
    const result = await read(text('a') + chunk({ content: 'b' }, null, { error: { message: 'boom' } }))
    expect(errorOf(result)?.message).toMatch(/boom/)
    expect(messageOf(result)?.content).toBe('ab')
    expect(result.completion.extra).toEqual({})
  })

  test.each([
    { choices: [{ index: 0, delta: { content: 'b' }, finish_reason: 'error', error: { message: 'boom', code: 502 } }] },
    { choices: [{ index: 0, delta: { content: 'b' }, finish_reason: null }], x_groq: { id: 'r', error: 'boom' } },
    { choices: [{ index: 0, delta: { content: 'b' }, error: { message: 'boom' } }], error: null },
    { choices: [null, { index: 0, delta: { content: 'b' }, error: { message: 'x' } }], error: { message: 'boom' } },
  ])('inside a chunk, whose text is kept: %j', async (value) => {
    const result = await read(text('a') + data(value) + stop)
    expect(errorOf(result)?.message).toMatch(/error: boom\./)
    expect(messageOf(result)?.content).toBe('ab')
  })

  test.each([
    [{ choices: [{ index: 0, delta: {}, error: null }] }],
    [{ choices: [{ index: 0, delta: {}, error: {} }], x_groq: { error: '' } }],
    [{ choices: [], error: { message: '', type: '', param: '', code: 0 } }],
    [{ choices: [{ index: 0, delta: { content: 'b' }, error: { message: '' } }] }],
    [{ error: [null] }],
    [{ error: { code: null, message: null } }],
    [{ detail: '' }],
    [{ detail: 'x', choices: [] }],
    [{ object: 'x' }],
  ])('but not in %j', async (value) => expect((await read(text('a') + data(value) + stop)).ending.kind).toBe('complete'))

  test.each(['\n', '\r\n', '\r'])('in a bare line right after an event, which is kept; lines end with %j', async (end) => {
    const result = await read(text('a').trim() + `${end}error: boom${end}${end}`)
    expect(errorOf(result)?.message).toMatch(/error: boom\./)
    expect(messageOf(result)?.content).toBe('a')
    expect(codes(await read(stop.trim() + `${end}error: boom${end}${end}`))).toEqual(['bare-error'])
  })

  test('in a bare line of a body of one object a line', async () => {
    const json = text('a').slice('data: '.length).trim()
    const result = await read(`${json}\n${json}\nerror: {"detail":"boom"}\n`)
    expect(errorOf(result)?.message).toMatch(/error: boom\./)
    expect(messageOf(result)?.content).toBe('aa')
  })

  test('in an error event before which a blank line is missing: what it ran into is kept', async () => {
    const result = await read(`${text('a').trim()}\nevent: error\n${data({ message: 'boom' })}`)
    expect(errorOf(result)?.message).toMatch(/error: boom\./)
    expect(messageOf(result)?.content).toBe('a')
    expect(codes(result)).toEqual([])
  })

  test('but not in a line after the end, which is a warning', async () => {
    const result = await read(text('a') + stop + 'error: {"message":"boom sk-canary-12345"}\n')
    expect(result.ending.kind).toBe('complete')
    expect(result.warnings).toEqual([{ code: 'bare-error', message: 'After its end the answer reported: boom [redacted]' }])
  })

  test('but not in a bare line where the rule is off', async () => {
    const result = await read(text('a') + 'error: boom\n' + stop, { rules: { 'bare-error': false } })
    expect([result.ending.kind, codes(result)]).toEqual(['complete', []])
  })
})

describe('words tell the kind of failure', () => {
  test.each([
    [
      'context_length',
      [
        'context length',
        'context_length_exceeded',
        'contextlength',
        'Context window',
        'context size',
        'too many tokens',
        'the prompt is too long',
        'token limit',
        'reduce the length',
        'input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000',
        'The input token count (1200000) exceeds the maximum number of tokens allowed (1048576).',
        'Input is too long for requested model.',
        'The maximum prompt length of this model is 131072.',
        'Range of input length should be [1, 129024]',
      ],
    ],
    [
      'payment',
      [
        'insufficient_quota',
        'insufficientquota',
        'Insufficient credit',
        'insufficient balance',
        'insufficient-funds',
        'billing',
        'Payment',
      ],
    ],
    ['content_filter', ['content filter', 'content_filter', 'ContentFilter', 'content policy', 'content management', 'moderation']],
    ['auth', ['invalid api key', 'invalid_api_key', 'InvalidApiKey', 'authentication', 'Unauthorized']],
    ['rate_limit', ['rate limit', 'rate_limit_exceeded', 'RateLimit', 'too many requests']],
    ['gateway', ['boom', 'context', 'content', 'insufficient', 'invalid', 'rate', 'limit', 'tokens']],
  ])('%s', async (code, all) => {
    for (const words of all) {
      expect
        .soft(await reported({ error: { message: words } }), words)
        .toMatchObject({ code, retryable: code === 'gateway' || code === 'rate_limit' })
      expect.soft(await reported({ error: { message: 'boom', code: words } }), words).toMatchObject({ code })
      expect.soft(await reported({ error: { message: 'boom', type: words } }), words).toMatchObject({ code })
    }
  })

  test.each([
    [
      'rate_limit',
      'Rate limit reached for m on requests per min. Limit: 3 / min. Please add a payment method to your account: https://h/billing.',
    ],
    [
      'rate_limit',
      'Rate limit reached for model `m` on tokens per minute (TPM): Limit 6000. Please try again in 7.6s. Upgrade at https://h/billing',
    ],
    [
      'rate_limit',
      'You exceeded your current quota, please check your plan and billing details: https://h/rate-limits. Please retry in 35.2s.',
    ],
    ['rate_limit', 'Too many tokens, please wait before trying again.'],
    ['payment', 'You exceeded your current quota, please check your plan and billing details.'],
    ['payment', 'insufficient_quota: no requests are left, see https://h/rate-limits'],
    ['context_length', 'Too many tokens for the context length, whatever the rate limit is'],
    ['rate_limit', 'Tokens per minute limit exceeded - too many tokens processed.'],
  ])('%s beside status 429: %s', async (code, words) => {
    const expected = { code, status: 429, retryable: code === 'rate_limit' }
    expect(await reported({ error: { message: words, code: 429 } })).toMatchObject(expected)
    expect(await answered(429, JSON.stringify({ error: { message: words } }))).toMatchObject(expected)
  })

  test.each(['context length', 'billing', 'moderation', 'unauthorized', 'rate limit'])(
    'but not %j beside a status of the gateway itself',
    async (words) => {
      expect(await reported({ error: { message: words, code: 500 } })).toMatchObject({ code: 'gateway', status: 500, retryable: true })
    },
  )

  test.each([
    ['context length', 'context_length'],
    ['billing', 'payment'],
    ['moderation', 'content_filter'],
    ['unauthorized', 'http'],
    ['rate limit', 'http'],
    ['boom', 'http'],
  ])('%j beside status 400 is %s', async (words, code) => {
    expect(await answered(400, JSON.stringify({ error: { message: words } }))).toMatchObject({ code, status: 400, retryable: false })
    expect(await answered(400, words)).toMatchObject({
      code,
      message: expect.stringMatching(/^The gateway answered with status 400\. /) as string,
    })
  })
})

describe('a status tells the kind of failure', () => {
  test.each([
    [400, 'gateway', false],
    [401, 'auth', false],
    [402, 'payment', false],
    [403, 'auth', false],
    [408, 'timeout', true],
    [409, 'gateway', true],
    [413, 'context_length', false],
    [422, 'gateway', false],
    [429, 'rate_limit', true],
    [500, 'gateway', true],
    [599, 'gateway', true],
  ])('%i in the stream', async (status, code, retryable) => {
    const expected = { code, status, retryable }
    expect(await reported({ error: { message: 'boom', code: status } })).toMatchObject(expected)
    expect(await reported({ error: { message: 'boom', code: `${status}` } })).toMatchObject(expected)
    expect(await reported({ error: { message: 'boom', status, code: 400 } })).toMatchObject(expected)
    expect(await reported({ error: { message: 'boom', status_code: status, code: 400 } })).toMatchObject(expected)
    expect(await reported({ error: { message: 'boom' }, status })).toMatchObject(expected)
    expect(await reported({ error: { message: 'boom', code: status }, status: 418 })).toMatchObject(expected)
    expect(await reported({ error: 'boom', code: status })).toMatchObject(expected)
  })

  test.each([200, 399, 600, 'x', null])('but not %j', async (status) => {
    expect(await reported({ error: { message: 'boom', status } })).toMatchObject({ code: 'gateway', status: undefined, retryable: true })
  })

  test.each([
    [400, 'http', false],
    [401, 'auth', false],
    [429, 'rate_limit', true],
    [503, 'gateway', true],
  ])('%i of the response, whatever its body says', async (status, code, retryable) => {
    const error = await answered(status, '{"error":{"message":"boom","code":418}}')
    expect(error).toMatchObject({ code, status, retryable })
    expect(error?.message).toContain(`The gateway answered with status ${status}: boom. `)
    expect((await answered(status, ''))?.message).toContain(`The gateway answered with status ${status}. `)
  })

  test('but a failure that stays is not worth another try', async () => {
    for (const words of ['insufficient_quota', 'context length', 'moderation'])
      expect(await reported({ error: { message: words, code: 429 } })).toMatchObject({ status: 429, retryable: false })
  })
})

test.each<[unknown, number | undefined]>([
  [7, 7000],
  [0.25, 250],
  ['7', 7000],
  [0, 0],
  [-1, undefined],
  [Infinity, undefined],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
  [true, undefined],
  [[7], undefined],
])('an error in the stream that asks to wait %j s', async (seconds, ms) => {
  expect(await reported({ error: { message: 'boom', code: 429, retry_after: seconds } })).toHaveProperty('retryAfterMs', ms)
  expect(
    await reported({ error: { message: 'boom', code: 'upstream_unreachable', type: 'relay_error', retry_after: seconds } }),
  ).toHaveProperty('retryAfterMs', ms)
})

test('how long to wait is told by the head of the response before its body', async () => {
  const body = JSON.stringify({ error: { message: 'boom', retry_after: 7 } })
  expect(errorOf(await readChat(new Response(body, { status: 429 })))).toMatchObject({ retryAfterMs: 7000 })
  expect(errorOf(await readChat(new Response(body, { status: 429, headers: { 'retry-after': '3' } })))).toMatchObject({
    retryAfterMs: 3000,
  })
})

test('an error names the request, whether it came in the head or in the stream', async () => {
  const headers = { 'x-request-id': 'r-1', 'content-type': 'text/event-stream' }
  for (const [body, status] of [
    [data({ error: 'boom' }), 200],
    ['', 200],
    ['junk\n', 200],
    ['<p>hi', 200],
    ['', 500],
  ] as const)
    expect(errorOf(await readChat(new Response(body, { status, headers })))).toMatchObject({ requestId: 'r-1' })
})

test.each<{ code: unknown }>([{ code: { toString: [] } }, { code: { valueOf: 429 } }, { code: null }, { code: '' }, { code: true }])(
  '$code for a status is none',
  async ({ code }) => {
    const error = await reported({ error: { message: 'boom', code, status: code } })
    expect([error?.code, error?.status, error?.cause]).toEqual(['gateway', undefined, undefined])
  },
)
