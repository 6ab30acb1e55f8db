import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admitRequest, type RequestLimits } from './admitRequest.js'

const LIMITS: RequestLimits = { maxChoices: 2, asksUsage: false }
const admit = (body: Record<string, unknown>, limits: Partial<RequestLimits> = {}) => admitRequest(body, { ...LIMITS, ...limits })

test('what is not known is passed on as it is, and the body given stays as it was', () => {
  const body = JSON.parse('{"model":"m","messages":[],"temperature":0.1,"x":{"y":null},"__proto__":{"a":1},"constructor":1}') as Record<
    string,
    unknown
  >
  const before = JSON.stringify(body)
  const admitted = admit(body, { maxTokens: 9, asksUsage: true })
  expect(JSON.stringify(admitted)).toBe(before.replace(/}$/, ',"max_tokens":9}'))
  expect(JSON.stringify(body)).toBe(before)
  expect(Object.getPrototypeOf(admitted)).toBe(Object.prototype)
})

describe('models', () => {
  const models = ['a', 'b']

  test.each([
    { model: 'a' },
    { model: 'b', models: ['a', 'b'] },
    { model: 'a', models: null },
    { model: 'a', fallbacks: ['b', { model: 'a', messages: [] }] },
  ])('%j is let in', (body) => expect(admit(body, { models })).toEqual(body))

  test.each([
    { model: 'c' },
    { model: 'A' },
    { model: 'a ' },
    { model: 'a,c' },
    { model: '' },
    { model: 'constructor' },
    { model: 'a', models: ['a', 'c'] },
    { model: 'a', models: 'c' },
    { model: 'a', models: [['c']] },
    { model: 'a', models: { model: 'c' } },
    { model: 'a', fallbacks: [{ model: 'c' }] },
    { model: 'a', fallbacks: [{}] },
    { model: 'a', fallbacks: [null] },
  ])('%j is not found', (body) => {
    expect(() => admit(body, { models })).toThrow(expect.objectContaining({ status: 404, code: 'model_not_found' }) as Error)
  })

  test.each([{}, { model: null }])('%j names none', (body) => {
    expect(() => admit(body, { models })).toThrow(expect.objectContaining({ status: 400 }) as Error)
    expect(admit(body)).toEqual(body)
  })

  test.each([7, true, ['a'], { toString: 'a' }])('%j is no name', (model) => {
    for (const limits of [{}, { models }]) expect(() => admit({ model }, limits)).toThrow(expect.objectContaining({ status: 400 }) as Error)
  })

  test('none allowed is none at all', () => {
    expect(() => admit({ model: 'a' }, { models: [] })).toThrow(expect.objectContaining({ status: 404 }) as Error)
  })
})

describe('tokens and choices', () => {
  test.each([
    [{ max_tokens: 5 }, { max_tokens: 5 }],
    [{ max_tokens: 500 }, { max_tokens: 100 }],
    [{ max_completion_tokens: 500 }, { max_completion_tokens: 100 }],
    [
      { max_tokens: 500, max_completion_tokens: 7 },
      { max_tokens: 100, max_completion_tokens: 7 },
    ],
    [{}, { max_tokens: 100 }],
    [{ max_tokens: null }, { max_tokens: 100 }],
    [
      { max_tokens: null, max_completion_tokens: 7 },
      { max_tokens: null, max_completion_tokens: 7 },
    ],
    [
      { n: 100, max_tokens: 1 },
      { n: 2, max_tokens: 1 },
    ],
    [
      { n: 1, best_of: 20, max_tokens: 1 },
      { n: 1, best_of: 2, max_tokens: 1 },
    ],
    [
      { n: null, max_tokens: 1 },
      { n: null, max_tokens: 1 },
    ],
  ])('%j becomes %j', (body, expected) => expect(admit(body, { maxTokens: 100 })).toEqual(expected))

  test('are not touched where no limit is set', () => {
    expect(admit({ max_tokens: 1e9 })).toEqual({ max_tokens: 1e9 })
    expect(admit({})).toEqual({})
  })

  const NO_NUMBERS: unknown[] = ['5', '', NaN, Infinity, -Infinity, JSON.parse('1e999'), -1, 0, 1.5, 2 ** 60, [5], [], {}, true, false]

  test.each(['max_tokens', 'max_completion_tokens', 'n', 'best_of'])('%s must be a whole number from 1', (field) => {
    for (const value of NO_NUMBERS)
      for (const maxTokens of [undefined, 100])
        expect(() => admit({ [field]: value }, { maxTokens }), String(value)).toThrow(
          expect.objectContaining({ status: 400, code: 'invalid_value' }) as Error,
        )
  })

  test('nothing is asked for where the most tokens are Infinity', () => {
    expect(admit({ model: 'a' }, { maxTokens: Infinity })).toEqual({ model: 'a' })
    expect(admit({ max_tokens: 7 }, { maxTokens: Infinity })).toEqual({ max_tokens: 7 })
  })

  test('whatever comes, what goes on keeps the limits', () => {
    const value = fc.oneof(fc.integer(), fc.double(), fc.constant(null), fc.constant(undefined), fc.jsonValue(), fc.string())
    const fields = fc.constantFrom(
      'max_tokens',
      'max_completion_tokens',
      'n',
      'best_of',
      'model',
      'stream',
      '__proto__',
      'constructor',
      'x',
    )
    fc.assert(
      fc.property(fc.dictionary(fields, value, { noNullPrototype: true }), (body) => {
        let sent: Record<string, unknown>
        try {
          sent = JSON.parse(JSON.stringify(admit(body, { maxTokens: 100, models: ['a'] }))) as Record<string, unknown>
        } catch (error) {
          expect(error).toMatchObject({ name: 'Refusal' })
          return
        }
        const { max_tokens: tokens, max_completion_tokens: completion, n, best_of: best } = sent
        expect(typeof tokens === 'number' || typeof completion === 'number').toBe(true)
        for (const limited of [tokens, completion])
          expect([undefined, null].includes(limited as null) || ((limited as number) >= 1 && (limited as number) <= 100)).toBe(true)
        for (const limited of [n, best]) expect([undefined, null].includes(limited as null) || limited === 1 || limited === 2).toBe(true)
        expect(sent['model']).toBe('a')
      }),
      { numRuns: Number(process.env['PROPERTY_RUNS'] ?? 1000) },
    )
  })
})

describe('usage', () => {
  test('is asked for in a stream whose client says nothing of it', () => {
    expect(admit({ stream: true }, { asksUsage: true })).toEqual({ stream: true, stream_options: { include_usage: true } })
    expect(admit({ stream: true, stream_options: null }, { asksUsage: true })).toEqual({
      stream: true,
      stream_options: { include_usage: true },
    })
  })

  test.each([
    {},
    { stream: false },
    { stream: null },
    { stream: true, stream_options: {} },
    { stream: true, stream_options: { include_usage: false } },
  ])('is not asked for with %j', (body) => expect(admit(body, { asksUsage: true })).toEqual(body))

  test('is not asked for where nobody wants it', () => expect(admit({ stream: true })).toEqual({ stream: true }))

  test.each(['true', 1, {}, []])('a stream is one or is none, not %j', (stream) => {
    expect(() => admit({ stream })).toThrow(expect.objectContaining({ status: 400 }) as Error)
  })
})

// Go's JSON reads a field in whatever case it is written, and takes the last of those that it finds.
test.each([
  ['Model', 'model'],
  ['MODEL', 'model'],
  ['Stream', 'stream'],
  ['N', 'n'],
  ['Best_Of', 'best_of'],
  ['Max_Tokens', 'max_tokens'],
  ['max_to\u212Aens', 'max_tokens'],
  ['max_completion_to\u212Aen\u017F', 'max_completion_tokens'],
  ['\u017Ftream', 'stream'],
  ['MODELS', 'models'],
  ['Fallbacks', 'fallbacks'],
])('a limit is not passed by writing %j for %j', (field, name) => {
  const asked = { model: 'small', max_tokens: 1, [field]: 1_000_000 }
  expect(() => admit(asked, { models: ['small'], maxTokens: 10 })).toThrow(
    expect.objectContaining({ status: 400, code: 'invalid_value', message: expect.stringContaining(` ${name} `) as string }) as Error,
  )
})

test('fields that only look alike are passed on', () => {
  const body = { model: 'small', 'max-tokens': 1, modelx: 1, nn: 1, metadata: { Model: 'x' } }
  expect(admit(body)).toEqual(body)
})

test.each(['fallbacks', 'context_window_fallbacks', 'content_policy_fallbacks'])('LiteLLM falls back on no other model by %s', (field) => {
  const ask = (list: unknown) => admit({ model: 'small', [field]: list }, { models: ['small'] })
  for (const list of [[{ small: ['large'] }], ['large'], [{ model: 'large' }], { small: ['large'] }])
    expect(() => ask(list)).toThrow(expect.objectContaining({ status: 404, code: 'model_not_found' }) as Error)
  expect(ask(['small'])).toMatchObject({ [field]: ['small'] })
})
