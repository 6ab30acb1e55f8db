import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { parseChatStream, readChat, type ChatCompletionChunk, type ChatResult, type ReadOptions } from './index.js'

const data = (payload: unknown) => `data: ${typeof payload === 'string' ? payload : JSON.stringify(payload)}\n\n`
const chunk = (delta: object, finish_reason: string | null = null, more: object = {}) =>
  data({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason }], ...more })
const text = (content: string) => chunk({ content })
const choice = (index: number, content: string, finish_reason: string | null = 'stop') =>
  data({ choices: [{ index, delta: { content }, finish_reason }] })
const stop = chunk({}, 'stop')
const done = data('[DONE]')

const reasoning = (words: string) =>
  chunk({ reasoning_details: [{ type: 'reasoning.text', text: words, index: 0, format: 'x' }], reasoning: words, channel: 'analysis' })

async function* pieces(...all: (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* all
}

async function* breaking(body: string): AsyncGenerator<string> {
  yield body
  throw new TypeError('terminated')
}

/** A source that gives `parts` and then is silent. */
const silent = (...parts: string[]) =>
  new ReadableStream<Uint8Array>({ start: (controller) => parts.forEach((part) => controller.enqueue(new TextEncoder().encode(part))) })

/** What is read of `parts` after a second of silence. */
async function leftSilent(...parts: string[]): Promise<ChatResult> {
  const reading = readChat(silent(...parts), { timeouts: { stallMs: 1000 } })
  await vi.advanceTimersByTimeAsync(2000)
  return reading
}

/** A source that gives a comment every 90 ms. */
async function* pinging(): AsyncGenerator<string> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 90))
    yield ': ping\n\n'
  }
}

const read = (body: string, options?: ReadOptions) => readChat(pieces(body), options)
const messageOf = ({ completion }: ChatResult) => completion.choices[0]?.message
const errorOf = ({ ending }: ChatResult) => (ending.kind === 'failed' ? ending.error : undefined)
const codes = ({ warnings }: ChatResult) => warnings.map(({ code }) => code)

/** As Python's json.dumps frames it: a space after every colon. */
const python = (content: string) =>
  data(
    `{"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [{"index": 0, "delta": {"content": ${JSON.stringify(content)}}, "finish_reason": null}]}`,
  )

describe('an answer', () => {
  test('becomes a completion with its ending, its usage and the fields of the gateway', async () => {
    const usage = { prompt_tokens: 12, completion_tokens: 2, total_tokens: 14 }
    const result = await read(
      text('Hel') + text('lo') + stop + data({ choices: [], usage }) + data({ choices: [], usage, credits_used: 1 }) + done,
    )
    expect(result).toEqual({
      completion: {
        id: 'c',
        object: 'chat.completion',
        created: 1,
        model: 'm',
        choices: [{ index: 0, message: { role: 'assistant', content: 'Hello', refusal: null }, finish_reason: 'stop', logprobs: null }],
        usage,
        extra: { credits_used: 1 },
      },
      ending: { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 },
      warnings: [],
      cost: { amount: 1, unit: 'credits' },
    })
  })

  test('in lists, in strings and twice in one event is read all the same', async () => {
    const json = (content: string) => text(content).slice('data: '.length).trim()
    const body =
      data(`[${json('a')}]`) + data(JSON.stringify(json('b'))) + `data: ${json('c')}\ndata: ${json('d')}\n\n` + text('e') + text('f') + stop
    const result = await read(body)
    expect(messageOf(result)?.content).toBe('abcdef')
    expect(codes(result)).toEqual(['several-in-one', 'json-in-a-string'])
  })

  test('whose events differ in their text alone is the same as if each was parsed', async () => {
    const words = [
      'plain',
      '\n',
      '"quoted"',
      '\\',
      'é',
      '\u2028',
      '',
      '{"content":"x"}',
      '😀',
      '\ud83d',
      '\ude00',
      'data: [DONE]',
      'x'.repeat(40),
    ]
    for (const frame of [text, python]) {
      const body = [...words, ...words].map(frame).join('')
      expect(messageOf(await read(body + stop))?.content).toBe([...words, ...words].join(''))
    }
    const broken = text('x').replace('"x"', '"x" "y"')
    expect((await read(text('a') + text('b') + broken + stop)).ending).toMatchObject({ lostEvents: 1 })
  })

  test('can be read from bytes, from text, from a stream and from a response', async () => {
    const body = text('né😀') + stop
    const bytes = new TextEncoder().encode(body)
    for (const source of [pieces(body), pieces(bytes), new Response(body), new Response(bytes).body as ReadableStream<Uint8Array>]) {
      expect(messageOf(await readChat(source))?.content).toBe('né😀')
    }
  })

  test('from a response without a body stream is read whole', async () => {
    const response = new Response(text('hi') + stop)
    Object.defineProperty(response, 'body', { value: undefined })
    expect(messageOf(await readChat(response))?.content).toBe('hi')
  })

  test('keeps choices apart by index, however far, and in order', async () => {
    const { completion } = await read(choice(2, 'c') + choice(0, 'a') + choice(2, 'C'))
    expect(completion.choices.map(({ index, message }) => [index, message.content])).toEqual([
      [0, 'a'],
      [2, 'cC'],
    ])
  })

  test('has one choice where one was asked for', async () => {
    const { completion } = await read(text('a') + data({ choices: [{ index: 197, delta: { content: 'b' } }] }) + stop, { n: 1 })
    expect(completion.choices.map(({ message }) => message.content)).toEqual(['ab'])
  })

  test('with several choices is complete only when all of them are', async () => {
    expect((await read(choice(0, 'x') + choice(1, 'x', null))).ending.kind).toBe('truncated')
    expect((await read(choice(0, 'x') + choice(1, 'x', 'length'))).ending).toMatchObject({ kind: 'complete', finishReason: 'stop' })
  })

  test('keeps unknown fields, so that they can be sent back', async () => {
    const call = {
      index: 0,
      id: 'a',
      function: { name: 'f', arguments: '{}', hint: 1 },
      extra_content: { google: { thought_signature: 's' } },
    }
    const result = await read(reasoning('one ') + reasoning('two') + chunk({ tool_calls: [call] }) + chunk({}, 'tool_calls'))
    expect(messageOf(result)).toEqual({
      role: 'assistant',
      content: null,
      refusal: null,
      reasoning_content: 'one two',
      reasoning_details: [{ type: 'reasoning.text', text: 'one two', index: 0, format: 'x' }],
      channel: 'analysis',
      tool_calls: [
        {
          id: 'a',
          type: 'function',
          function: { name: 'f', arguments: '{}', hint: 1 },
          extra_content: { google: { thought_signature: 's' } },
        },
      ],
    })
  })

  test('keeps audio, images, annotations, refusals and log probabilities', async () => {
    const logprobs = { content: [{ token: 'a', bytes: null, logprob: -1, top_logprobs: [] }], refusal: null }
    const audio = (more: object) => chunk({ audio: { id: 'a1', ...more } })
    const image = { type: 'image_url', image_url: { url: 'data:image/png;base64,AA' }, index: 0 }
    const result = await read(
      audio({ data: 'AA', transcript: 'o' }) +
        audio({ data: 'AA', transcript: 'o', expires_at: 9 }) +
        chunk({ refusal: 'I ' }) +
        chunk({ refusal: 'will not', images: [image], annotations: [{ type: 'url_citation' }] }) +
        data({ choices: [{ index: 0, delta: {}, logprobs, finish_reason: null }] }) +
        data({ choices: [{ index: 0, delta: {}, logprobs, finish_reason: 'stop' }] }),
    )
    expect(messageOf(result)).toMatchObject({
      refusal: 'I will not',
      audio: { id: 'a1', data: 'AAAA', transcript: 'oo', expires_at: 9 },
      images: [image],
      annotations: [{ type: 'url_citation' }],
    })
    expect(result.completion.choices[0]?.logprobs?.content).toHaveLength(2)
  })

  test('of a custom tool keeps its input', async () => {
    const call = (custom: object, more: object = {}) => chunk({ tool_calls: [{ index: 0, custom, ...more }] })
    const result = await read(
      call({ name: 'sql', input: 'select ' }, { id: 'a', type: 'custom' }) + call({ input: '1' }) + chunk({}, 'tool_calls'),
    )
    expect(messageOf(result)?.tool_calls).toEqual([{ id: 'a', type: 'custom', custom: { name: 'sql', input: 'select 1' } }])
  })

  test('of a tool cut by length keeps its empty arguments empty', async () => {
    const call = chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f' } }] })
    const argumentsAt = async (reason: string) => messageOf(await read(call + chunk({}, reason)))?.tool_calls?.[0]
    expect(await argumentsAt('length')).toMatchObject({ function: { arguments: '' } })
    expect(await argumentsAt('tool_calls')).toMatchObject({ function: { arguments: '{}' } })
  })

  test('that repeats a whole call has it once', async () => {
    const call = chunk({ tool_calls: [{ index: 0, id: 'a', function: { name: 'f', arguments: '{"x":1}' } }] })
    const result = await read(call + call + chunk({}, 'tool_calls'))
    expect(messageOf(result)?.tool_calls).toEqual([{ id: 'a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } }])
  })

  test('splits inline thinking only on request, however its tags are cut', async () => {
    const body = Array.from('<think>why not</think>\n\nBecause <b>.', text).join('') + stop
    expect(messageOf(await read(body))?.content).toBe('<think>why not</think>\n\nBecause <b>.')
    expect(messageOf(await read(body, { rules: { 'think-tags': true } }))).toMatchObject({
      content: 'Because <b>.',
      reasoning_content: 'why not',
    })
  })

  test('never shows half a character', async () => {
    const contents: unknown[] = []
    for await (const { choices } of parseChatStream(pieces(text('a\ud83d') + text('\ude00b') + stop)))
      contents.push(choices[0]?.delta.content)
    expect(contents).toEqual(['a', '😀b', undefined])
    expect(messageOf(await read(text('a\ud83d')))?.content).toBe('a\ud83d')
  })

  test('leaves prototypes alone', async () => {
    const body = data(
      '{"__proto__":{"polluted":1},"choices":[{"index":0,"delta":{"content":"hi","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}}]}',
    )
    const { completion } = await read(body + stop)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
    expect(Object.getPrototypeOf(completion.extra)).toBe(Object.prototype)
    expect(Object.getPrototypeOf(completion.choices[0]?.message)).toBe(Object.prototype)
    expect(JSON.stringify(completion.extra)).toBe('{"__proto__":{"polluted":1}}')
  })
})

describe('an answer that fails', () => {
  test.each([
    ['an error in the stream', text('hi') + data({ error: { message: 'boom', code: 'server_error' } }), 'gateway', /boom/],
    ['an error as text', data({ error: 'boom' }), 'gateway', /boom/],
    ['a number for an error', text('hi') + data({ error: 5 }) + stop, 'gateway', /error: 5\./],
    ['true for an error', text('hi') + data({ error: true }) + stop, 'gateway', /error: true\./],
    ['true for an error, with words', data({ error: true, message: 'boom' }), 'gateway', /error: boom\./],
    ['a list for an error', text('hi') + data({ error: [1] }) + stop, 'gateway', /error: 1\./],
    ['a list of errors', text('hi') + data({ error: [{ message: 'boom' }] }) + stop, 'gateway', /error: boom\./],
    ['an object without words for an error', text('hi') + data({ error: { a: { b: 1 } } }) + stop, 'gateway', /error: \{"a":\{"b":1\}\}\./],
    ['an error event of words', 'event: error\ndata: boom\n\n', 'gateway', /boom/],
    ['a detail', data({ detail: [{ msg: 'boom' }] }), 'gateway', /boom/],
    ['a bare line', 'error: boom\n\n', 'gateway', /boom/],
    ['an error with a status', data({ error: { message: 'slow', code: 429 } }), 'rate_limit', /slow/],
    ['a list with an error', '[{"error":{"message":"boom","code":503}}]', 'gateway', /boom/],
    ['a body that is an error', '{"message":"boom"}', 'gateway', /boom/],
    ['too long a context', data({ error: { message: 'prompt is too long' } }), 'context_length', /too long/],
    ['filtered content', data({ error: { message: 'x', code: 'content_filter' } }), 'content_filter', /x/],
    ['a quota', data({ error: { code: 'insufficient_quota' } }), 'payment', /insufficient_quota/],
    ['a key', data({ error: { message: 'Invalid API key: sk-canary-12345' } }), 'auth', /Invalid API key: \[redacted\]/],
    ['no answer', '', 'empty_response', /no answer/],
    ['comments alone', ': ping\n\n', 'empty_response', /no answer/],
    ['a web page', '<!doctype html><title>Sign in</title><script>track("x")</script>', 'html_response', /"Sign in"/],
    ['something else', 'Internal Server Error\n', 'protocol', /could not be read/],
    ['nothing readable', data('{"choices":[}') + done, 'protocol', /could not be read/],
  ])('by %s', async (_name, body, code, message) => {
    const result = await read(body)
    expect(errorOf(result)).toMatchObject({ name: 'ChatError', code })
    expect(errorOf(result)?.message).toMatch(message)
    expect(errorOf(result)?.message).not.toContain('canary')
  })

  test('keeps what came, and throws where it is iterated', async () => {
    const body = text('Hel') + text('lo') + data({ error: { message: 'boom' } }) + text('!')
    const seen: ChatCompletionChunk[] = []
    const reading = (async () => {
      for await (const next of parseChatStream(pieces(body))) seen.push(next)
    })()
    await expect(reading).rejects.toMatchObject({ code: 'gateway' })
    expect(seen).toHaveLength(2)
    expect(messageOf(await read(body))?.content).toBe('Hello')
  })

  test('because it was cut off throws, and is truncated', async () => {
    const stream = parseChatStream(pieces(text('Hel')))
    await stream.next()
    await expect(stream.next()).rejects.toMatchObject({ code: 'protocol', retryable: true })
    const result = await read(text('Hel'))
    expect(result.ending).toEqual({ kind: 'truncated' })
    expect(messageOf(result)?.content).toBe('Hel')
  })

  test('after its end has only a warning where the error is a bare line', async () => {
    const result = await read(text('hi') + stop + 'error: late\n\n')
    expect(result.ending.kind).toBe('complete')
    expect(codes(result)).toEqual(['bare-error'])
  })

  test.each([null, false, 0, '', {}, [], { code: null }])('by no error where that is %o', async (error) => {
    expect((await read(text('hi') + data({ error, choices: [] }) + stop)).ending.kind).toBe('complete')
  })

  test('with a lost event is complete, and says so', async () => {
    const result = await read(text('a') + data('{"choices":[{"delta":') + data('ping') + stop)
    expect(result.ending).toMatchObject({ kind: 'complete', lostEvents: 2 })
    expect(codes(result)).toEqual(['lost-event'])
  })

  test('whose connection breaks keeps what came; after the finish it is complete', async () => {
    const cut = await readChat(breaking(text('Hel')))
    expect(errorOf(cut)).toMatchObject({ code: 'network', retryable: true })
    expect(messageOf(cut)?.content).toBe('Hel')
    expect((await readChat(breaking(text('Hel') + stop))).ending.kind).toBe('complete')
  })

  test('whose connection breaks keeps what is whole of an event that nothing ended', async () => {
    const cut = await readChat(breaking(text('Hel') + text('lo').trim()))
    expect(errorOf(cut)).toMatchObject({ code: 'network', retryable: true })
    expect(messageOf(cut)?.content).toBe('Hello')
    expect(messageOf(await readChat(breaking(`${text('Hel')}data: {"choices":[{"del`)))?.content).toBe('Hel')
    expect((await readChat(breaking(text('Hel') + done.trim()))).ending.kind).toBe('complete')
    expect(errorOf(await readChat(breaking(text('Hel') + data({ error: 'boom' }).trim())))?.code).toBe('gateway')
  })

  test.each([
    ['an event', { eventChars: 200 }, text('x'.repeat(300))],
    ['a line without an end', { eventChars: 200 }, `data: ${'x'.repeat(300)}`],
    ['a body', { bodyBytes: 400 }, text('a').repeat(10)],
    ['tool calls', { toolCalls: 2 }, [1, 2, 3].map((id) => chunk({ tool_calls: [{ id: `${id}`, function: { name: 'f' } }] })).join('')],
  ])('beyond the limit: %s', async (_name, limits, body) => {
    const result = await read(text('a') + body, { limits })
    expect(errorOf(result)).toMatchObject({ code: 'limit', retryable: false })
    expect(messageOf(result)?.content).toMatch(/^a/)
  })
})

describe('rules', () => {
  test('each can be switched off', async () => {
    const body = data(`data: ${JSON.stringify({ choices: [{ delta: { content: 'hi' } }] })}`)
    expect(codes(await read(body + stop))).toEqual(['repeated-prefix'])
    expect(codes(await read(body + stop, { rules: { 'repeated-prefix': false } }))).toEqual(['lost-event'])
  })

  test('a warning is given once, however often its rule was needed', async () => {
    expect(codes(await read(data(': ping') + data(': ping') + text('a') + stop))).toEqual(['comment-as-data'])
  })
})

describe('time', () => {
  afterEach(() => void vi.useRealTimers())

  test('a stream without a byte for the limit has stalled; what came is kept', async () => {
    vi.useFakeTimers()
    const reading = readChat(silent(text('Hel')), { timeouts: { stallMs: 1000 } })
    await vi.advanceTimersByTimeAsync(2000)
    const result = await reading
    expect(result.ending).toMatchObject({ kind: 'stalled' })
    expect(result.ending.kind === 'stalled' && result.ending.idleMs).toBeGreaterThanOrEqual(1000)
    expect(messageOf(result)?.content).toBe('Hel')
  })

  test('an answer that was finished is whole, though its end does not come; one with an open choice has stalled', async () => {
    vi.useFakeTimers()
    const finished = await leftSilent(text('Hel') + stop)
    expect(finished.ending).toEqual({ kind: 'complete', finishReason: 'stop', sawDone: false, lostEvents: 0 })
    expect(codes(finished)).toEqual(['connection-lost'])
    expect((await leftSilent(choice(0, 'a') + choice(1, 'b', null))).ending.kind).toBe('stalled')
  })

  test('comments are bytes', async () => {
    vi.useFakeTimers()
    let controller: ReadableStreamDefaultController<Uint8Array> | undefined
    const source = new ReadableStream<Uint8Array>({ start: (own) => void (controller = own) })
    const reading = readChat(source, { timeouts: { stallMs: 1000 } })
    for (let second = 0; second < 5; second++) {
      await vi.advanceTimersByTimeAsync(800)
      controller?.enqueue(new TextEncoder().encode(': ping\n\n'))
    }
    controller?.enqueue(new TextEncoder().encode(text('hi') + stop))
    controller?.close()
    expect((await reading).ending.kind).toBe('complete')
  })

  test('no token within its limit is a timeout, though bytes come', async () => {
    vi.useFakeTimers()
    const reading = readChat(silent(': ping\n\n', chunk({ role: 'assistant', content: '' })), { timeouts: { firstTokenMs: 1000 } })
    await vi.advanceTimersByTimeAsync(2000)
    expect(errorOf(await reading)).toMatchObject({ code: 'timeout', retryable: true })
  })

  test.each(['stallMs', 'firstTokenMs'])('that the reader of the chunks takes does not count for %s', async (limit) => {
    vi.useFakeTimers()
    const stream = parseChatStream(pieces(text('a'), text('b'), text('c'), stop), { timeouts: { [limit]: 200 } })
    let content = ''
    await vi.advanceTimersByTimeAsync(600)
    const reading = (async () => {
      for await (const { choices } of stream) {
        content += choices[0]?.delta.content ?? ''
        await new Promise((resolve) => setTimeout(resolve, 600))
      }
    })()
    await vi.advanceTimersByTimeAsync(2400)
    await reading
    expect(content).toBe('abc')
  })

  test('counts again when the reader wants more', async () => {
    vi.useFakeTimers()
    const iterator = parseChatStream(silent(text('a')), { timeouts: { stallMs: 200 } })
    await iterator.next()
    await vi.advanceTimersByTimeAsync(1000)
    const next = expect(iterator.next()).rejects.toMatchObject({ code: 'timeout' })
    await vi.advanceTimersByTimeAsync(400)
    await next
    expect(vi.getTimerCount()).toBe(0)
  })

  test('before the first token adds up over all reads', async () => {
    vi.useFakeTimers()
    const reading = readChat(pinging(), { timeouts: { firstTokenMs: 1000 } })
    await vi.advanceTimersByTimeAsync(2000)
    expect(errorOf(await reading)).toMatchObject({ code: 'timeout' })
  })
})

/** A body with everything that a split could tear: comments, CRLF, several bytes a character, tools, an error after the end. */
const TORN = `\uFEFF: ping\r\n\r\n${text('né€😀')}${chunk({ reasoning: '日本' })}${data(': wrapped')}${chunk({
  tool_calls: [{ id: 'a', function: { name: 'f', arguments: '{"é":' } }],
})}${chunk({ tool_calls: [{ index: 0, function: { arguments: '"😀"}' } }] })}${data('{"broken')}${stop}error: late\r\rdata: [DONE]`

test('any split of the bytes gives the same result', async () => {
  const bytes = new TextEncoder().encode(TORN)
  const whole = await readChat(pieces(bytes))
  expect(whole.ending).toEqual({ kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 1 })
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 40 }), async (cuts) => {
      const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
      expect(await readChat(pieces(...at.map((from, part) => bytes.subarray(from, at[part + 1]))))).toEqual(whole)
    }),
  )
})

test('text over two deltas is the same text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.nat(20), async (content, cut) => {
      const parts = [content.slice(0, cut), content.slice(cut)]
      expect((await read(parts.map(text).join('') + stop)).completion).toEqual((await read(text(content) + stop)).completion)
    }),
  )
})

test('nothing throws on whatever comes, and no prototype is touched', async () => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  const json = fc.jsonValue().map((value) => data(JSON.stringify(value)))
  const key = fc.constantFrom(
    '__proto__',
    'constructor',
    'choices',
    'delta',
    'message',
    'content',
    'tool_calls',
    'function',
    'index',
    'id',
    'error',
    'usage',
    'finish_reason',
    'reasoning',
  )
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom(0, 1, '', 'x', null, true),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
    ),
  }))
  const choices = tree.map((value) => data(JSON.stringify({ choices: [{ delta: value, ...(value as object) }, value] })))
  const body = fc.array(fc.oneof(json, choices, tree.map(data), fc.string(), fc.string().map(data)), { maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(body, async (parts) => {
      const result = await readChat(pieces(...parts))
      expect(errorOf(result)?.cause).toBeUndefined()
    }),
    { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 100) },
  )
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
})

test.each(['usage', 'error', 'citations'])('%s nested 50,000 deep ends the run, and keeps what came', async (field) => {
  const deep = `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`
  const body = `data: {"choices":[{"delta":{"content":"hi"}}]}\n\ndata: {"choices":[],"${field}":${deep}}\n\ndata: [DONE]\n\n`
  const { completion, ending } = await readChat(new Response(body, { headers: { 'content-type': 'text/event-stream' } }))
  expect(completion.choices[0]?.message.content).toBe('hi')
  expect(ending.kind).toBe(field === 'citations' ? 'complete' : 'failed')
})
