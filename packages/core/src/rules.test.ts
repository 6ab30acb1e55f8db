import { describe, expect, test } from 'vitest'
import { chunk, codes, data, pieces, read, readChunks, stop, text } from './answers.fixture.js'
import { parseChatStream, type ReadOptions } from './index.js'

const envelope = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' }

/** The chunks that bare objects become. */
const normalise = (values: object[], options?: ReadOptions) => readChunks(values.map(data).join('') + stop, options)
const firstOf = async (value: object, options?: ReadOptions) => (await normalise([value], options))[0]
const deltaOf = async (delta: object, options?: ReadOptions) =>
  (await firstOf({ ...envelope, choices: [{ index: 0, delta, finish_reason: null }] }, options))?.choices[0]?.delta
const choiceOf = async (choice: object, options?: ReadOptions) => (await firstOf({ ...envelope, choices: [choice] }, options))?.choices[0]
const usageOf = async (fields: object, options?: ReadOptions) => (await firstOf({ ...envelope, choices: [], ...fields }, options))?.usage
const off = (rule: string): ReadOptions => ({ rules: { [rule]: false } })

describe('envelope', () => {
  const choices = [{ index: 0, delta: { content: 'a' }, finish_reason: null }]

  test.each([
    [{ object: 'chat.completion' }, envelope],
    [{ object: null }, envelope],
    [{ id: 7 }, { ...envelope, id: '' }],
    [{ created: '9' }, { ...envelope, created: 0 }],
    [{ model: null }, { ...envelope, model: '' }],
  ])('%j at the start becomes %j', async (fields, expected) => {
    expect(await firstOf({ ...envelope, choices, ...fields })).toEqual({ ...expected, choices })
    expect(await firstOf({ ...envelope, choices, ...fields }, off('envelope'))).toEqual({ ...envelope, choices, ...fields })
  })

  test.each([{ id: undefined }, { created: undefined }, { model: undefined }, { id: null, created: null, model: null }])(
    '%j is filled in from the first chunk that had it',
    async (fields) => {
      const chunks = await normalise([{ ...envelope, choices, ...fields }, { choices }, { ...envelope, choices }, { choices, ...fields }])
      expect(chunks[3]).toEqual({ ...envelope, choices })
    },
  )

  test('of the first chunk is that of the completion, though later ones differ', async () => {
    const other = { id: 'd', created: 2, model: 'n' }
    const result = await read(text('a') + chunk({ content: 'b' }, null, other) + data({ choices }) + stop)
    expect(result.completion).toMatchObject({ id: 'c', created: 1, model: 'm' })
    const chunks = await readChunks(text('a') + chunk({ content: 'b' }, null, other) + data({ choices }) + stop)
    expect(chunks.map(({ id, created, model }) => [id, created, model])).toEqual([
      ['c', 1, 'm'],
      ['d', 2, 'n'],
      ['c', 1, 'm'],
      ['c', 1, 'm'],
    ])
  })
})

describe('choices', () => {
  test.each([[null], [undefined], [{}], ['x']])('missing as %j is an empty list', async (choices) => {
    expect((await firstOf({ ...envelope, choices, system_fingerprint: 'f' }))?.choices).toEqual([])
  })

  test('in a list among other things are taken out', async () => {
    const choice = { index: 0, delta: { content: 'a' }, finish_reason: null }
    expect((await firstOf({ ...envelope, choices: [null, choice, 1] }))?.choices).toEqual([choice])
  })

  test.each([
    [undefined, 0],
    [null, 0],
    [0, 0],
    [1, 1],
    [127, 127],
    [128, 0],
    [-1, 0],
    [1.5, 0],
    ['1', 1],
    ['x', 0],
  ])('index %j is %j', async (index, expected) => {
    expect((await choiceOf({ index, delta: { content: 'a' }, finish_reason: 'stop' }))?.index).toBe(expected)
  })

  test('without an index count by their position, as far as so many were asked for', async () => {
    const choices = ['a', 'b', 'c'].map((content) => ({ delta: { content }, finish_reason: 'stop' }))
    const indices = async (n?: number) => (await firstOf({ ...envelope, choices }, { n }))?.choices.map(({ index }) => index)
    expect(await indices()).toEqual([0, 1, 2])
    expect(await indices(2)).toEqual([0, 1, 0])
    expect(await indices(1)).toEqual([0, 0, 0])
  })

  test('with a whole message give it as their delta', async () => {
    const message = { role: 'assistant', content: 'a' }
    expect(await choiceOf({ index: 0, message, finish_reason: 'stop' })).toEqual({ index: 0, delta: message, finish_reason: 'stop' })
  })

  test.each<[string, object[], object, object]>([
    ['text', [{ content: 'Hel' }, { content: 'lo' }], { content: 'Hello' }, { content: 'Hello' }],
    [
      'text beside other fields',
      [
        { content: 'Hel', reasoning: null },
        { content: 'lo', reasoning: null },
      ],
      { content: [{ type: 'text', text: 'Hello' }] },
      { content: 'Hello' },
    ],
    [
      'reasoning',
      [{ reasoning: 'h' }, { reasoning: 'm' }],
      { content: 'Hello', reasoning: 'hm' },
      { content: 'Hello', reasoning_content: 'hm' },
    ],
    [
      'reasoning under another name',
      [{ reasoning_content: 'hm' }, { content: 'Hello' }],
      { content: 'Hello', reasoning_details: [{ text: 'hm' }] },
      { content: 'Hello', reasoning_content: 'hm' },
    ],
    ['a refusal', [{ refusal: 'N' }, { refusal: 'o' }], { refusal: 'No' }, { refusal: 'No' }],
    ['nothing', [{ content: '' }], { content: 'Hello', refusal: 'No' }, { content: 'Hello', refusal: 'No' }],
    [
      'text',
      [{ content: 'Hello' }],
      { content: 'Hello', annotations: [{ type: 'url_citation' }] },
      { content: 'Hello', annotations: [{ type: 'url_citation' }] },
    ],
  ])('with a whole message after deltas with %s have each text once', async (_name, deltas, message, expected) => {
    const last = data({ ...envelope, choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: 'stop' }] })
    const { completion, ending } = await read(deltas.map((delta) => chunk({ role: 'assistant', ...delta })).join('') + last)
    expect(completion.choices[0]?.message).toMatchObject(expected)
    expect(ending).toMatchObject({ kind: 'complete', finishReason: 'stop' })
  })

  test('with a whole message after deltas are told apart', async () => {
    const wholes = ['a', 'b'].map((content, index) => ({ index, message: { content }, finish_reason: 'stop' }))
    const deltas = [0, 1].map((index) => ({ ...envelope, choices: [{ index, delta: { content: index ? '' : 'a' }, finish_reason: null }] }))
    const { completion } = await read([...deltas, { ...envelope, choices: wholes }].map(data).join(''))
    expect(completion.choices.map(({ message }) => message.content)).toEqual(['a', 'b'])
  })

  test('with nothing but messages have what each of them says', async () => {
    const parts = ['Hel', 'lo'].map((content) => data({ ...envelope, choices: [{ index: 0, message: { content }, finish_reason: null }] }))
    expect((await read(parts.join('') + stop)).completion.choices[0]?.message.content).toBe('Hello')
  })

  test('with a message so far beside the delta give the delta', async () => {
    const choice = { index: 0, delta: { content: 'b' }, finish_reason: null }
    expect(await choiceOf({ ...choice, message: { content: 'ab' } })).toEqual(choice)
    expect(await choiceOf({ ...choice, message: 'ab' })).toEqual(choice)
  })

  test('with neither have an empty delta', async () => {
    const expected = { index: 0, delta: {}, finish_reason: null }
    for (const fields of [{}, { delta: null }, { delta: 'x' }, { message: null }, { message: 'x' }])
      expect(await choiceOf({ index: 0, finish_reason: null, ...fields })).toEqual(expected)
  })

  test.each([[''], [undefined], [0], [{}], [null]])('finished by %j are not finished', async (reason) => {
    expect((await choiceOf({ index: 0, delta: { content: 'a' }, finish_reason: reason }))?.finish_reason).toBeNull()
  })

  test('keep whatever reason is a word', async () => {
    expect((await choiceOf({ index: 0, delta: { content: 'a' }, finish_reason: 'eos' }))?.finish_reason).toBe('eos')
  })
})

describe('usage', () => {
  const usage = { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 }

  test.each([
    ['as it should be', { usage }, usage],
    ['of Groq', { x_groq: { usage } }, usage],
    ['of Groq beside the standard field', { usage, x_groq: { usage: { total_tokens: 9 } } }, usage],
    ['of Groq beside null', { usage: null, x_groq: { usage } }, usage],
    ['of Moonshot', { choices: [{ index: 0, delta: {}, finish_reason: 'stop', usage }] }, usage],
    ['of Moonshot beside the standard field', { usage, choices: [{ delta: {}, usage: { total_tokens: 9 } }] }, usage],
    ['of Moonshot that says nothing', { choices: [{ delta: {}, usage: null }] }, undefined],
    ['without a total', { usage: { prompt_tokens: 1, completion_tokens: 2 } }, usage],
    ['with a total that is not the sum', { usage: { ...usage, total_tokens: 4 } }, { ...usage, total_tokens: 4 }],
    ['with half of a total', { usage: { prompt_tokens: 1 } }, { prompt_tokens: 1 }],
    ['with the other half', { usage: { completion_tokens: 1 } }, { completion_tokens: 1 }],
    [
      'in strings',
      { usage: { prompt_tokens: '1', completion_tokens: ' 2 ', details: { cached: '3' } } },
      { ...usage, details: { cached: 3 } },
    ],
    [
      'with other strings',
      { usage: { ...usage, tier: 'x', blank: ' ', all: 'Infinity' } },
      { ...usage, tier: 'x', blank: ' ', all: 'Infinity' },
    ],
    ['that is empty', { usage: {} }, null],
    ['that is a word', { usage: 'x' }, null],
    ['that is null', { usage: null }, null],
    ['that Groq leaves out', { x_groq: { id: 'r' } }, undefined],
    ['where Groq says nothing', { x_groq: null }, undefined],
  ])('%s', async (_name, fields, expected) => {
    expect(await usageOf(fields)).toEqual(expected)
  })

  test('is left as it came where its rules are off', async () => {
    expect(await usageOf({ usage: { prompt_tokens: '1' } }, off('usage-numbers'))).toEqual({ prompt_tokens: '1' })
    expect(await usageOf({ x_groq: { usage } }, off('usage-elsewhere'))).toBeUndefined()
  })
})

describe('content', () => {
  const image = { type: 'image', url: 'u' }

  test.each([
    [[], { content: '' }],
    [['a', { type: 'text', text: 'b' }, { text: 'c' }], { content: 'abc' }],
    [
      [
        { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] },
        { type: 'text', text: 'a' },
      ],
      { content: 'a', reasoning_content: 'hm' },
    ],
    [
      [
        { type: 'thinking', thinking: 'h' },
        { type: 'thinking', thinking: 'm' },
      ],
      { content: '', reasoning_content: 'hm' },
    ],
    [
      [
        { type: 'thinking', text: 'h' },
        { type: 'reasoning', summary: [{ type: 'summary_text', text: 'm' }] },
        { type: 'text', text: 'a' },
      ],
      { content: 'a', reasoning_content: 'hm' },
    ],
    [['a', image, 1, null, { text: 2 }], { content: 'a', content_parts: [image, 1, null, { text: 2 }] }],
  ])('in parts %j is %j', async (content, expected) => {
    expect(await deltaOf({ content })).toEqual(expected)
  })

  test.each([
    [{ reasoning_content: 'hm' }, { reasoning_content: 'hm' }],
    [{ reasoning: 'hm' }, { reasoning_content: 'hm' }],
    [{ reasoning_content: '' }, { reasoning_content: 'hm' }],
    [{ reasoning_content: null }, { reasoning_content: 'hm' }],
  ])('in parts with thinking beside %j counts it once', async (beside, expected) => {
    const content = [
      { type: 'thinking', thinking: 'h' },
      { type: 'thinking', thinking: 'm' },
      { type: 'text', text: 'a' },
    ]
    expect(await deltaOf({ content, ...beside })).toEqual({ content: 'a', ...expected })
  })

  test('in parts says what was neither text nor thinking', async () => {
    const { warnings } = await read(chunk({ content: ['a', image] }) + stop)
    expect(warnings).toEqual([
      { code: 'content-parts', message: 'Parts of the content that are neither text nor thinking were kept as content_parts.' },
    ])
    expect(codes(await read(chunk({ content: ['a', { text: 'b' }] }) + stop))).toEqual([])
  })

  test('in parts is left as it came where the rule is off', async () => {
    expect(await deltaOf({ content: ['a'] }, off('content-parts'))).toEqual({ content: ['a'] })
  })

  test.each([
    [5, '5'],
    [false, 'false'],
    [{ a: 1 }, '{"a":1}'],
  ])('%j is the text %j, and a warning', async (content, expected) => {
    expect(await deltaOf({ content })).toEqual({ content: expected })
    const { warnings } = await read(chunk({ content }) + stop)
    expect(warnings).toEqual([{ code: 'content-type', message: 'Content that is not text was turned into text.' }])
  })

  test.each([[null], ['']])('%j stays', async (content) => {
    expect(await deltaOf({ content, refusal: 'r' })).toEqual({ content, refusal: 'r' })
  })
})

describe('reasoning', () => {
  const details = [{ type: 'reasoning.text', text: 'hm' }]
  const summary = [{ type: 'reasoning.summary', summary: 'so' }]

  test.each([
    [{ reasoning: 'hm' }, { reasoning_content: 'hm' }],
    [{ reasoning: null }, {}],
    [{ reasoning: '' }, {}],
    [{ reasoning: 'hm', reasoning_content: 'hm' }, { reasoning_content: 'hm' }],
    [{ reasoning: 'another', reasoning_content: 'hm' }, { reasoning_content: 'hm' }],
    [{ reasoning: 'hm', reasoning_content: '' }, { reasoning_content: 'hm' }],
    [{ reasoning: 'hm', reasoning_content: null }, { reasoning_content: 'hm' }],
    [{ reasoning: { a: 1 } }, { reasoning: { a: 1 } }],
    [{ reasoning: details }, { reasoning: details, reasoning_content: 'hm' }],
    [{ reasoning_details: details }, { reasoning_details: details, reasoning_content: 'hm' }],
    [{ reasoning_details: summary }, { reasoning_details: summary, reasoning_content: 'so' }],
    [
      { reasoning: 'hm', reasoning_details: summary },
      { reasoning_details: summary, reasoning_content: 'hm' },
    ],
    [
      { reasoning: '', reasoning_details: details },
      { reasoning_details: details, reasoning_content: 'hm' },
    ],
    [{ reasoning_details: ['h', 'm', 1, {}] }, { reasoning_details: ['h', 'm', 1, {}], reasoning_content: 'hm' }],
    [{ reasoning_content: 5 }, {}],
    [{ reasoning_content: ['h', { type: 'text', text: 'm' }] }, { reasoning_content: 'hm' }],
    [{ reasoning_content: null }, {}],
    [{ reasoning_content: 'hm' }, { reasoning_content: 'hm' }],
  ])('%j is %j', async (delta, expected) => {
    expect(await deltaOf({ ...delta, refusal: 'r' })).toEqual({ ...expected, refusal: 'r' })
  })

  test('keeps its own name where the rule is off', async () => {
    expect(await deltaOf({ reasoning: 'hm' }, off('reasoning-names'))).toEqual({ reasoning: 'hm' })
  })
})

/** An event whose text and reasoning are `part`. */
const both = (index: number, part: string) =>
  data({ ...envelope, choices: [{ index, delta: { content: part, reasoning_content: part }, finish_reason: null }] })

describe('characters', () => {
  const [high, low] = ['\ud83d', '\ude00']

  test.each(['content', 'reasoning_content'] as const)('cut in two are joined in %s', async (field) => {
    const chunks = await readChunks([`a${high}`, '', `${low}b`, high].map((part) => chunk({ [field]: part })).join('') + stop)
    expect(chunks.map(({ choices: [choice] }) => choice?.delta[field])).toEqual(['a', '', '😀b', '', undefined, high])
  })

  test('cut in two stay so where the rule is off', async () => {
    expect((await readChunks(text(`a${high}`) + stop, off('split-characters')))[0]?.choices[0]?.delta.content).toBe(`a${high}`)
  })

  test('are held back for each choice and each text apart', async () => {
    const { completion } = await read(both(0, `a${high}`) + both(1, `b${high}`) + both(0, low) + both(1, 'c') + stop)
    expect(completion.choices.map(({ message }) => [message.content, message.reasoning_content])).toEqual([
      ['a😀', 'a😀'],
      [`b${high}c`, `b${high}c`],
    ])
  })
})

test.each([
  ['choice-index', { ...envelope, choices: [{ index: -1, delta: {}, finish_reason: 'stop' }] }],
  ['message-for-delta', { ...envelope, choices: [{ index: 0, delta: {}, message: {}, finish_reason: 'stop' }] }],
  ['finish-reason', { ...envelope, choices: [{ index: 0, delta: { content: 'a' }, finish_reason: '' }] }],
])('without the rule %s a chunk stays as it came', async (rule, value) => {
  const chunks: unknown[] = []
  try {
    for await (const next of parseChatStream(pieces(data(value)), off(rule))) chunks.push(structuredClone(next))
  } catch {
    // What is no chunk may be of no use: it is the caller who switched the rule off.
  }
  expect(chunks).toEqual([value])
})
