import { describe, expect, test } from 'vitest'
import { chunk, codes, data, errorOf, messageOf, read, readChunks, stop, text } from './answers.fixture.js'
import type { ReadOptions } from './index.js'

const fragment = (...calls: unknown[]) => chunk({ tool_calls: calls })
/** The one call of a delta, without a list around it. */
const alone = (call: object) => chunk({ tool_calls: { index: 0, id: '', type: 'function', function: call } })
const finished = chunk({}, 'tool_calls')

/** The calls of an answer of these fragments: name and arguments of each. */
async function callsOf(fragments: unknown[], options?: ReadOptions): Promise<unknown[]> {
  const { completion } = await read(fragments.map((call) => fragment(call)).join('') + finished, options)
  return (completion.choices[0]?.message.tool_calls ?? []).map((call) =>
    call.type === 'function' ? [call.function.name, call.function.arguments] : call,
  )
}

const named = (name: string, more: object = {}) => ({ function: { name, arguments: '' }, ...more })
const args = (json: unknown, more: object = {}) => ({ function: { arguments: json }, ...more })
/** A fragment with everything but an id. */
const withoutId = (json: unknown, name = 'f', more: object = {}) => ({ index: 0, function: { name, arguments: json }, ...more })
/** A whole call, or as much of one. */
const whole = (json: unknown) => ({ index: 0, id: 'a', function: { name: 'f', arguments: json } })
/** What the function of the first call is to be called with. */
const argumentsOf = async (body: string) => {
  const call = messageOf(await read(body))?.tool_calls?.[0]
  return call?.type === 'function' ? call.function.arguments : undefined
}

describe('fragments belong to one call', () => {
  test.each([
    [
      'by their index',
      [named('f', { index: 0, id: 'a' }), named('g', { index: 1, id: 'b' }), args('{"x":1}', { index: 0 }), args('{"y":2}', { index: 1 })],
    ],
    [
      'by an index in text',
      [
        named('f', { index: '0', id: 'a' }),
        named('g', { index: '1', id: 'b' }),
        args('{"x":1}', { index: '0' }),
        args('{"y":2}', { index: 1 }),
      ],
    ],
    [
      'counted from 1',
      [named('f', { index: 1, id: 'a' }), args('{"x":1}', { index: 1 }), named('g', { index: 2, id: 'b' }), args('{"y":2}', { index: 2 })],
    ],
    [
      'by their id, all at index 0',
      [
        named('f', { index: 0, id: 'a' }),
        args('{"x":1}', { index: 0, id: 'a' }),
        named('g', { index: 0, id: 'b' }),
        args('{"y":2}', { index: 0 }),
      ],
    ],
    [
      'by their id, whatever the index',
      [
        named('f', { index: 0, id: 'a' }),
        named('g', { index: 1, id: 'b' }),
        args('{"x":1}', { index: 1, id: 'a' }),
        args('{"y":2}', { id: 'b' }),
      ],
    ],
    ['by their order, with neither', [named('f'), args('{"x":1}'), named('g'), args('{"y":2}')]],
    [
      'by their order, with an id at their start',
      [named('f', { id: 'a' }), args('{"x"'), args(':1}'), named('g', { id: 'b' }), args('{"y":2}')],
    ],
    [
      'where the name comes again',
      [
        named('f', { index: 0, id: 'a' }),
        { index: 0, id: 'a', function: { name: 'f', arguments: '{"x":1}' } },
        named('g', { index: 1, id: 'b' }),
        { index: 1, function: { name: 'g', arguments: '{"y":2}' } },
      ],
    ],
    [
      'where the id comes later',
      [
        named('f', { index: 0 }),
        args('{"x":', { index: 0, id: 'a' }),
        args('1}', { id: 'a' }),
        named('g', { id: 'b' }),
        args('{"y":2}', { id: 'b' }),
      ],
    ],
  ])('%s', async (_name, fragments) => {
    expect(await callsOf(fragments)).toEqual([
      ['f', '{"x":1}'],
      ['g', '{"y":2}'],
    ])
  })

  test.each([
    ['another name under one index', [withoutId('{"x":1}'), withoutId('{"y":2}', 'g')], ['f{"x":1}', 'g{"y":2}']],
    ['another name under one index, without arguments', [withoutId('{}'), withoutId('', 'g')], ['f{}', 'g{}']],
    [
      'another name under one id',
      [withoutId('{"x":1}', 'f', { id: 'a' }), withoutId('{"y":2}', 'g', { id: 'a', index: 1 })],
      ['f{"x":1}', 'g{"y":2}'],
    ],
    [
      'one name whole twice under one index',
      [withoutId('{"x":1}'), withoutId('{"x":2}'), withoutId(' {"x":3}')],
      ['f{"x":1}', 'f{"x":2}', 'f {"x":3}'],
    ],
    [
      'one name whole twice under one id',
      [withoutId('{"x":1}', 'f', { id: 'a' }), withoutId({ x: 2 }, 'f', { id: 'a', index: 1 })],
      ['f{"x":1}', 'f{"x":2}'],
    ],
    ['one name in pieces under one index', [withoutId('{"x":'), withoutId('{"y":1}'), withoutId('}')], ['f{"x":{"y":1}}']],
    ['one name in pieces that begin like another call', [withoutId(''), withoutId('{"x":1}'), withoutId(' ')], ['f{"x":1} ']],
    ['the same call again', [withoutId('{"x":1}'), withoutId('{"x":1}')], ['f{"x":1}']],
  ])('and to another where that is certain: %s', async (_name, fragments, expected) => {
    const { completion } = await read(fragments.map((one) => fragment(one)).join('') + finished)
    const calls = completion.choices[0]?.message.tool_calls ?? []
    expect(calls.map((one) => (one.type === 'function' ? one.function.name + one.function.arguments : one))).toEqual(expected)
    expect(new Set(calls.map(({ id }) => id)).size).toBe(expected.length)
  })

  test('and no others: one with a name and a new id is a new call', async () => {
    expect(await callsOf([named('f', { index: 0, id: 'a' }), named('f', { index: 0, id: 'b' })])).toEqual([
      ['f', '{}'],
      ['f', '{}'],
    ])
  })

  test('a name without an id or an index starts a call', async () => {
    expect(await callsOf([named('f'), named('f')])).toEqual([
      ['f', '{}'],
      ['f', '{}'],
    ])
  })

  test('an index that is no number tells nothing', async () => {
    expect(await callsOf([named('f', { index: null }), named('g', { index: null }), args('{"x":1}', { index: null })])).toEqual([
      ['f', '{}'],
      ['g', '{"x":1}'],
    ])
  })
})

describe('arguments', () => {
  test.each([
    ['as an object', [whole({ x: 1 })], '{"x":1}'],
    ['as null', [whole(null)], '{}'],
    ['as nothing', [{ index: 0, id: 'a', function: { name: 'f' } }], '{}'],
    ['that are empty', [whole('')], '{}'],
    ['that are blank', [whole(' ')], ' {}'],
    ['that are an empty object', [whole('{}')], '{}'],
    ['that are an empty object with spaces', [whole(' {} ')], '{}'],
    ['with an empty object before them', [whole('{}'), args('{"x":1}', { index: 0 })], '{"x":1}'],
    ['with an empty object over two lines before them', [whole('{\n }'), args('{"x":1}', { index: 0 })], '{"x":1}'],
    ['with an empty object and spaces before them', [whole('{}'), args('', { index: 0 }), args(' {"x":1}', { index: 0 })], ' {"x":1}'],
    ['with an empty object that was no placeholder', [whole('{}'), args(']', { index: 0 })], '{}]'],
    ['with an empty object twice', [whole('{}'), args('{}', { index: 0 })], '{}'],
    ['that come whole again with their id', [whole('{"x":1}'), whole('{"x":1}')], '{"x":1}'],
    ['that come whole again without an id', [whole('{"x":1}'), args('{"x":1}', { index: 0 })], '{"x":1}{"x":1}'],
    ['whose pieces are alike', [whole('1'), whole('1')], '11'],
    ['whose pieces are as long', [whole('{"x":1}'), whole('{"x":2}')], '{"x":1}{"x":2}'],
    ['whose later piece is an empty object', [whole('{"x":'), args('{}', { index: 0 }), args('}', { index: 0 })], '{"x":{}}'],
  ])('%s', async (_name, fragments, expected) => {
    expect(await callsOf(fragments)).toEqual([['f', expected]])
  })

  test('that never came are an empty object, unless the answer was cut', async () => {
    const empty = fragment(named('f', { index: 0, id: 'a' }))
    const object = fragment(whole('{}'))
    for (const reason of ['stop', 'tool_calls', 'eos', 'lengthy', 'no_content_filter'])
      expect(await argumentsOf(empty + chunk({}, reason))).toBe('{}')
    for (const reason of ['length', 'max_tokens', 'content_filter']) expect(await argumentsOf(empty + chunk({}, reason))).toBe('')
    expect(await argumentsOf(empty)).toBe('')
    expect(await argumentsOf(object)).toBe('{}')
    expect(await argumentsOf(object + chunk({}, 'length'))).toBe('{}')
  })

  test('that never came are told in a last chunk', async () => {
    const chunks = await readChunks(fragment(named('f', { index: 0, id: 'a' })) + finished)
    expect(chunks.at(-1)).toEqual({
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: '{}' } }] }, finish_reason: null }],
    })
  })
})

describe('a call', () => {
  test('is sent on by its position, with its id, type and name once', async () => {
    const chunks = await readChunks(
      fragment({ index: 5, id: 'a', type: 'function', function: { name: 'f', arguments: '{"x"', hint: 1 }, extra: 2 }) +
        fragment({ index: 5, id: 'a', type: 'function', function: { name: 'f', arguments: ':1}' } }) +
        finished,
    )
    expect(chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? [])).toEqual([
      { index: 0, id: 'a', type: 'function', function: { name: 'f', arguments: '{"x"', hint: 1 }, extra: 2 },
      { index: 0, function: { arguments: ':1}' } },
    ])
  })

  test('whose name comes later gets it once', async () => {
    const chunks = await readChunks(
      fragment({ index: 0, id: 'a' }, { index: 0, function: { name: 'f' } }, { index: 0, function: { name: 'f', arguments: '{"x":1}' } }) +
        finished,
    )
    expect(chunks[0]?.choices[0]?.delta.tool_calls).toEqual([
      { index: 0, id: 'a', type: 'function', function: { arguments: '' } },
      { index: 0, function: { name: 'f', arguments: '' } },
      { index: 0, function: { arguments: '{"x":1}' } },
    ])
  })

  test.each([[undefined], [null], [7], ['']])('with the id %j gets one made of the answer’s', async (id) => {
    const tool_calls = [
      { id, ...named('f') },
      { id, ...named('g') },
    ]
    const idsOf = async (answer: string) =>
      messageOf(await read(data({ id: answer, choices: [{ delta: { tool_calls }, finish_reason: 'tool_calls' }] })))?.tool_calls?.map(
        (call) => call.id,
      )
    // Values of FNV-1a that are published with it.
    expect(await idsOf('')).toEqual([`call_${(0x811c9dc5).toString(36)}_0`, `call_${(0x811c9dc5).toString(36)}_1`])
    expect(await idsOf('foobar')).toEqual([`call_${(0xbf9cf968).toString(36)}_0`, `call_${(0xbf9cf968).toString(36)}_1`])
  })

  test.each([
    ['by its type', { type: 'custom', custom: { name: 'sql', input: 'select' } }],
    ['by its field', { custom: { name: 'sql', input: 'select' } }],
    ['by its type alone', { type: 'custom', function: { name: 'sql', input: 'select' } }],
  ])('of a custom tool is known %s', async (_name, call) => {
    expect(await callsOf([{ index: 0, id: 'a', ...call }])).toEqual([{ id: 'a', type: 'custom', custom: { name: 'sql', input: 'select' } }])
  })

  test.each([
    [[], ''],
    [['{}'], '{}'],
    [['{}', ' '], '{} '],
    [['', '{}'], '{}'],
  ])('of a custom tool keeps its input %j as %j', async (inputs, expected) => {
    const fragments = inputs.map((input) => ({ index: 0, custom: { input } }))
    expect(await callsOf([{ index: 0, id: 'a', type: 'custom', custom: { name: 'sql' } }, ...fragments])).toEqual([
      { id: 'a', type: 'custom', custom: { name: 'sql', input: expected } },
    ])
  })

  test('that is no object is none', async () => {
    expect(await callsOf([null, 'x', named('f', { index: 0, id: 'a' }), 5])).toEqual([['f', '{}']])
    for (const calls of ['x', null])
      expect((await readChunks(chunk({ content: 'a', tool_calls: calls }) + stop))[0]?.choices[0]?.delta).toEqual({ content: 'a' })
  })

  test.each([
    { tool_calls: [{}] },
    { tool_calls: [{ index: 0, id: '', type: 'function', function: { name: '', arguments: '' } }] },
    { tool_calls: [{ index: 0, id: null, type: null, function: { name: null, arguments: null } }] },
    { function_call: { name: '', arguments: '' } },
    { function_call: {} },
  ])('that says nothing is none: %j', async (calls) => {
    const result = await read(chunk({ content: 'a', ...calls }) + stop)
    expect(messageOf(result)).toEqual({ role: 'assistant', content: 'a', refusal: null })
    const empty = fragment(named('f', { index: 0, id: 'a' })) + chunk(calls) + fragment(args('{"x":1}', { index: 0 })) + finished
    expect(messageOf(await read(empty))?.tool_calls).toMatchObject([{ id: 'a', function: { name: 'f', arguments: '{"x":1}' } }])
  })

  test('without a list around it is one', async () => {
    const result = await read(alone({ name: 'f', arguments: '{"x"' }) + alone({ name: null, arguments: ':1}' }) + finished)
    expect(messageOf(result)?.tool_calls).toMatchObject([{ type: 'function', function: { name: 'f', arguments: '{"x":1}' } }])
  })

  test('is left as it came where the rule is off', async () => {
    const call = { function: { name: 'f' } }
    const [first] = await readChunks(fragment(call) + finished, { rules: { 'tool-calls': false } })
    expect(first?.choices[0]?.delta.tool_calls).toEqual([call])
  })

  test('beyond the limit ends the answer; as many as the limit do not', async () => {
    const calls = ['f', 'g', 'h'].map((name, index) => named(name, { index }))
    expect((await read(fragment(...calls.slice(1)) + finished, { limits: { toolCalls: 2 } })).ending.kind).toBe('complete')
    const result = await read(text('a') + fragment(...calls) + finished, { limits: { toolCalls: 2 } })
    expect(errorOf(result)).toMatchObject({
      code: 'limit',
      message: expect.stringContaining('The answer calls more than 2 tools.') as string,
    })
    expect(messageOf(result)?.content).toBe('a')
  })

  test('counts for its choice alone', async () => {
    const body = [0, 1].map((index) =>
      data({ choices: [{ index, delta: { tool_calls: [named('f', { index: 0, id: 'a' })] }, finish_reason: 'tool_calls' }] }),
    )
    const { completion } = await read(body.join(''), { limits: { toolCalls: 1 } })
    expect(completion.choices.map(({ message }) => message.tool_calls?.length)).toEqual([1, 1])
  })
})

describe('a call of the older API', () => {
  test('is a tool call', async () => {
    const result = await read(
      chunk({ function_call: { name: 'f', arguments: '{"x"' } }) +
        chunk({ function_call: { arguments: ':1}' } }) +
        chunk({}, 'function_call'),
    )
    expect(messageOf(result)?.tool_calls).toMatchObject([{ type: 'function', function: { name: 'f', arguments: '{"x":1}' } }])
    expect(messageOf(result)).not.toHaveProperty('function_call')
    expect(codes(result)).toEqual([])
  })

  test('beside those of the newer API is one of its own', async () => {
    const result = await read(
      chunk({ tool_calls: [named('f', { index: 0, id: 'a' }), named('g', { index: 1, id: 'b' })], function_call: { name: 'h' } }) +
        chunk({ function_call: { arguments: '{"z":3}' } }) +
        fragment(args('{"x":1}', { index: 0 }), args('{"y":2}', { index: 1 })) +
        finished,
    )
    expect(messageOf(result)?.tool_calls).toMatchObject([
      { function: { name: 'f', arguments: '{"x":1}' } },
      { function: { name: 'g', arguments: '{"y":2}' } },
      { function: { name: 'h', arguments: '{"z":3}' } },
    ])
  })

  test.each([[null], ['x']])('that is %j is none', async (none) => {
    const [first] = await readChunks(chunk({ content: 'a', function_call: none }) + stop)
    expect(first?.choices[0]?.delta).toEqual({ content: 'a' })
  })

  test('is left as it came where the rule is off', async () => {
    const [first] = await readChunks(chunk({ function_call: { name: 'f' } }) + stop, { rules: { 'function-call': false } })
    expect(first?.choices[0]?.delta).toEqual({ function_call: { name: 'f' } })
  })
})
