import { describe, expect, test } from 'vitest'
import { createAccumulator, type ChatCompletion, type ChatCompletionChunk } from './index.js'

const envelope = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' }
const choice = (delta: object, more: object = {}) => ({ index: 0, delta, finish_reason: null, ...more })

const usageOf = (total: number) => ({ prompt_tokens: 1, completion_tokens: total - 1, total_tokens: total })
const logprobs = (token: string) => ({ logprobs: { content: [{ token, logprob: -1, bytes: null, top_logprobs: [] }], refusal: null } })
/** The completion of these chunks, which need not be whole. */
function complete(...chunks: object[]): ChatCompletion {
  const accumulator = createAccumulator()
  for (const fields of chunks) accumulator.push({ ...envelope, choices: [], ...fields } as unknown as ChatCompletionChunk)
  return accumulator.completion
}

/** An accumulator, and a way to push deltas: of choice 0, of choice 1 and so on. */
function pusher() {
  const accumulator = createAccumulator()
  const push = (...deltas: object[]) =>
    accumulator.push({ ...envelope, choices: deltas.map((delta, index) => choice(delta, { index })) } as unknown as ChatCompletionChunk)
  return { accumulator, push }
}

/** Whether pushing the last of these chunks changed anything, by the version and by the snapshot. */
function changes(...chunks: object[]): boolean {
  const accumulator = createAccumulator()
  const all = chunks.map((fields) => ({ ...envelope, choices: [], ...fields }) as unknown as ChatCompletionChunk)
  for (const next of all.slice(0, -1)) accumulator.push(next)
  const { completion, version } = accumulator
  accumulator.push(all.at(-1) as ChatCompletionChunk)
  expect(accumulator.version !== version).toBe(accumulator.completion !== completion)
  return accumulator.version !== version
}

const contentOf = (...deltas: object[]) => complete(...deltas.map((delta) => ({ choices: [choice(delta)] }))).choices[0]?.message.content

describe('a completion', () => {
  test('of nothing is empty', () => {
    const accumulator = createAccumulator()
    expect(accumulator.completion).toEqual({ id: '', object: 'chat.completion', created: 0, model: '', choices: [], extra: {} })
    expect(accumulator.version).toBe(0)
  })

  test('has the first id, time and model that say something', () => {
    const other = { id: 'd', created: 2, model: 'n' }
    expect(complete({ id: '', created: 0, model: '' }, {}, other)).toMatchObject({ id: 'c', created: 1, model: 'm' })
    expect(complete(other, {})).toMatchObject(other)
  })

  test('has the last usage, tier and fingerprint', () => {
    const first = { usage: usageOf(2), service_tier: 'flex', system_fingerprint: 'f' }
    const last = { usage: usageOf(3), service_tier: 'default', system_fingerprint: 'g' }
    expect(complete(first, last)).toEqual({ ...envelope, object: 'chat.completion', choices: [], extra: {}, ...last })
    expect(complete(first, { usage: null, service_tier: null, system_fingerprint: null })).toMatchObject(first)
    expect(complete({ usage: null, service_tier: null })).toEqual({ ...envelope, object: 'chat.completion', choices: [], extra: {} })
  })

  test('keeps the other fields as they came last, and no padding', () => {
    const { extra } = complete({ citations: ['a'], region: 'eu', obfuscation: 'x' }, { citations: ['b'], region: null, trace: null })
    expect(extra).toEqual({ citations: ['b'], region: 'eu', trace: null })
  })

  test('takes own fields alone', () => {
    const inherited = Object.create({ citations: ['a'], usage: { total_tokens: 1 } }) as object
    const delta = Object.assign(Object.create({ refusal: 'no', content: 'no' }) as object, { reasoning_content: 'hm' })
    const accumulator = createAccumulator()
    const own = Object.assign(Object.create({ logprobs: { content: [], refusal: null }, vendor: 1 }) as object, choice(delta))
    accumulator.push(Object.assign(inherited, { ...envelope, choices: [own] }) as unknown as ChatCompletionChunk)
    expect(accumulator.completion.extra).toEqual({})
    expect(accumulator.completion).not.toHaveProperty('usage')
    expect(accumulator.completion.choices).toMatchObject([{ message: { refusal: null, reasoning_content: 'hm' }, logprobs: null }])
    expect(accumulator.completion.choices[0]).not.toHaveProperty('vendor')
  })

  test('keeps its choices in order, and what each says of itself', () => {
    const { choices } = complete(
      { choices: [choice({ content: 'b' }, { index: 5, vendor: 'x' })] },
      { choices: [choice({ content: 'a' }), choice({}, { index: 5, finish_reason: 'stop', vendor: 'y' })] },
      { choices: [choice({}, { finish_reason: 'length' }), choice({}, { index: 5, finish_reason: 'length' })] },
    )
    expect(choices).toEqual([
      { index: 0, message: { role: 'assistant', content: 'a', refusal: null }, finish_reason: 'length', logprobs: null },
      { index: 5, message: { role: 'assistant', content: 'b', refusal: null }, finish_reason: 'stop', logprobs: null, vendor: 'xy' },
    ])
  })

  test('grows the log probabilities of a choice', () => {
    const { choices } = complete(
      { choices: [choice({}, logprobs('a'))] },
      { choices: [choice({}, logprobs('b'))] },
      { choices: [choice({}, { logprobs: null })] },
    )
    expect(choices[0]?.logprobs?.content?.map(({ token }) => token)).toEqual(['a', 'b'])
  })

  test('has content as soon as some came, even if it is empty', () => {
    expect(contentOf({ role: 'user' })).toBeNull()
    expect(contentOf({ content: null })).toBeNull()
    expect(contentOf({ content: '' })).toBe('')
    expect(contentOf({ content: '' }, { content: 'a' }, { content: null }, { content: 'b' })).toBe('ab')
  })

  test('is the assistant’s, whatever role the chunks name', () => {
    expect(complete({ choices: [choice({ role: 'user', content: 'a' })] }).choices[0]?.message.role).toBe('assistant')
  })

  test('has calls only where some came', () => {
    expect(complete({ choices: [choice({ tool_calls: [] })] }).choices[0]?.message).not.toHaveProperty('tool_calls')
    const { choices } = complete({ choices: [choice({ tool_calls: [{ index: 0 }, { index: 1, custom: { name: 'sql', input: 'a' } }] })] })
    expect(choices[0]?.message.tool_calls).toEqual([
      { id: '', type: 'function', function: { name: '', arguments: '' } },
      { id: '', type: 'function', custom: { name: 'sql', input: 'a' } },
    ])
  })
})

describe('a chunk changes the completion', () => {
  const text = { choices: [choice({ content: 'a' })] }

  test.each<[string, object[]]>([
    ['by its envelope', [{}]],
    ['by text', [text, text]],
    ['by empty text, where none came', [{ choices: [choice({})] }, { choices: [choice({ content: '' })] }]],
    ['by a finish reason', [text, { choices: [choice({}, { finish_reason: 'stop' })] }]],
    ['by usage', [{ usage: { total_tokens: 1 } }, { usage: { total_tokens: 1 } }]],
    ['by another field', [{ region: 'eu' }, { region: 'us' }]],
    ['by a field that is null for the first time', [{}, { region: null }]],
    ['by a call', [{ choices: [choice({ tool_calls: [{ index: 0 }] })] }, { choices: [choice({ tool_calls: [{ index: 0 }] })] }]],
    ['by an object of a vendor', [{ choices: [choice({ vendor: {} })] }, { choices: [choice({ vendor: {} })] }]],
  ])('%s', (_name, chunks) => expect(changes(...chunks)).toBe(true))

  test.each<[string, object[]]>([
    ['by the same envelope', [{}, {}]],
    ['by another envelope', [{}, { id: 'd', created: 2, model: 'n' }]],
    ['by empty text', [text, { choices: [choice({ content: '' })] }]],
    ['by a role', [text, { choices: [choice({ role: 'assistant' })] }]],
    ['by null', [text, { choices: [choice({ content: null, refusal: null, reasoning_content: undefined }, { logprobs: null })] }]],
    [
      'by a second finish reason',
      [{ choices: [choice({}, { finish_reason: 'stop' })] }, { choices: [choice({}, { finish_reason: 'length' })] }],
    ],
    ['by an empty finish reason', [text, { choices: [choice({}, { finish_reason: '' })] }]],
    ['by an empty refusal', [text, { choices: [choice({ refusal: '' })] }]],
    ['by a field of a choice that is undefined', [text, { choices: [choice({}, { vendor: undefined })] }]],
    ['by no calls', [text, { choices: [choice({ tool_calls: [] })] }]],
    [
      'by a label that repeats',
      [{ choices: [choice({ channel: 'x' }, { vendor: 1 })] }, { choices: [choice({ channel: 'x' }, { vendor: 1 })] }],
    ],
    ['by the same field', [{ region: 'eu' }, {}, { region: 'eu' }]],
    ['by a field that is null again', [{ region: null }, {}, { region: null }]],
    ['by a field that is null after it was something', [{ region: 'eu' }, { region: null }]],
    ['by a field that is undefined', [{ region: 'eu' }, { region: undefined, other: undefined }]],
    ['by usage that is null', [{}, { usage: null }]],
    ['by padding', [{ obfuscation: 'a' }, { obfuscation: 'b' }]],
  ])('but not %s', (_name, chunks) => expect(changes(...chunks)).toBe(false))

  test('and a new choice only where it says something', () => {
    const accumulator = createAccumulator()
    accumulator.push({ ...envelope, choices: [choice({ content: 'a' })] } as unknown as ChatCompletionChunk)
    accumulator.push({
      ...envelope,
      choices: [choice({}, { index: 1, finish_reason: 'stop' }), choice({})],
    } as unknown as ChatCompletionChunk)
    expect(accumulator.completion.choices.map(({ index, finish_reason: reason }) => [index, reason])).toEqual([
      [0, null],
      [1, 'stop'],
    ])
  })

  test('once for each chunk, and a snapshot is built from what changed', () => {
    const { push, accumulator } = pusher()
    push({ content: 'a', reasoning_content: 'r' }, { content: 'b' })
    expect(accumulator.version).toBe(1)
    const before = accumulator.completion
    push({}, { content: 'c' })
    expect(accumulator.version).toBe(2)
    const after = accumulator.completion
    expect(after.choices).not.toBe(before.choices)
    expect(after.choices[0]).toBe(before.choices[0])
    expect(after.choices[1]?.message.content).toBe('bc')
    accumulator.push({
      ...envelope,
      choices: [],
      usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
    } as ChatCompletionChunk)
    expect(accumulator.completion.choices).toBe(after.choices)
    accumulator.push({ ...envelope, choices: [choice({}, { finish_reason: 'stop' })] } as unknown as ChatCompletionChunk)
    expect(accumulator.completion.choices[0]?.message).toBe(before.choices[0]?.message)
  })

  test('and what came before it stays the same object', () => {
    const { push, accumulator } = pusher()
    push({ notes: { a: 1 } })
    const before = accumulator.completion.choices[0]?.message as { notes?: object } | undefined
    push({ channel: 'final' })
    const after = accumulator.completion.choices[0]?.message as { notes?: object } | undefined
    expect(before).not.toHaveProperty('channel')
    expect(after).toMatchObject({ notes: { a: 1 }, channel: 'final' })
    expect(after?.notes).toBe(before?.notes)
    push({ notes: { b: 2 } })
    expect(after?.notes).toEqual({ a: 1 })
    expect(accumulator.completion.choices[0]?.message).toMatchObject({ notes: { a: 1, b: 2 } })
  })
})
