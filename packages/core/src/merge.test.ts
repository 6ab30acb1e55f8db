import { describe, expect, test } from 'vitest'
import { parsedChunk } from './answers.fixture.js'
import { createAccumulator } from './index.js'

/** What a field comes to whose values come one after the other, beside its parts of the message. */
function merged(...values: unknown[]): unknown {
  const accumulator = createAccumulator()
  for (const vendor of values) accumulator.push(parsedChunk({ vendor }))
  return (accumulator.completion.choices[0]?.message as { vendor?: unknown } | undefined)?.vendor
}

/** The same under a name of its own. */
function mergedAs(name: string, ...values: unknown[]): unknown {
  return (merged(...values.map((value) => ({ [name]: value }))) as Record<string, unknown>)[name]
}

describe('a field of a vendor', () => {
  test.each([
    ['of text grows', ['a', 'b'], 'ab'],
    ['of text that repeats is a label', ['a', 'a', 'a'], 'a'],
    ['of numbers is the last', [1, 2], 2],
    ['of text and then a number is the number', ['a', 1], 1],
    ['of a number and then text is the text', [1, 'a'], 'a'],
    ['of truth is the last', [true, false], false],
    ['that is null says nothing', ['a', null, 'b'], 'ab'],
    ['that is 0 stays at null', [0, null], 0],
    ['that is empty stays', [''], ''],
    [
      'of objects grows by key',
      [
        { a: 'x', b: 1 },
        { a: 'y', c: 2 },
      ],
      { a: 'xy', b: 1, c: 2 },
    ],
    ['of deeper objects too', [{ a: { b: 'x' } }, { a: { b: 'y', c: null } }], { a: { b: 'xy', c: null } }],
    ['keeps what null does not say', [{ a: 'x' }, { a: null }], { a: 'x' }],
    ['of an object and then a list is the list', [{ a: 1 }, [1]], [1]],
    ['of a list and then an object is the object', [[1], { a: 1 }], { a: 1 }],
    ['of text and then an object is the object', ['a', { a: 1 }], { a: 1 }],
    ['of an object and then text is the text', [{ a: 1 }, 'a'], 'a'],
    [
      'of lists is one list',
      [
        [1, 'a'],
        ['a', null],
      ],
      [1, 'a', 'a', null],
    ],
    ['of lists of objects without an index is one list', [[{ a: 'x' }], [{ a: 'x' }]], [{ a: 'x' }, { a: 'x' }]],
    [
      'of lists of objects grows by index',
      [[{ index: 1, a: 'x' }], [{ index: 0, a: 'z' }], [{ index: 1, a: 'y' }]],
      [
        { index: 1, a: 'xy' },
        { index: 0, a: 'z' },
      ],
    ],
    [
      'of lists of objects of several types or ids at one index keeps them apart',
      [
        [{ type: 'summary', text: 'a', index: 0 }],
        [{ type: 'summary', text: 'b', index: 0 }],
        [{ type: 'encrypted', data: 'x', id: '1', index: 0 }],
        [{ type: 'encrypted', data: 'y', id: '2', index: 0 }],
        [
          { data: 'z', index: 0 },
          { type: 'summary', text: 'c', index: 0, id: null },
        ],
      ],
      [
        { type: 'summary', text: 'ab', index: 0 },
        { type: 'encrypted', data: 'x', id: '1', index: 0 },
        { type: 'encrypted', data: 'yz', id: '2', index: 0 },
        { type: 'summary', text: 'c', index: 0, id: null },
      ],
    ],
    [
      'of one list of objects grows by index',
      [[{ index: 0, a: 'x' }, { index: 0, a: 'y' }, { a: 'z' }, { index: '0', a: 'w' }]],
      [{ index: 0, a: 'xy' }, { a: 'z' }, { index: '0', a: 'w' }],
    ],
    ['of lists in lists is a list of all of them', [[[1]], [[2]]], [[1], [2]]],
  ])('%s', (_name, values, expected) => {
    expect(merged(...values)).toEqual(expected)
  })

  test.each(['reasoning_content', 'text', 'summary', 'thinking', 'data', 'transcript', 'arguments', 'input', 'refusal'])(
    'called %s is text: a repetition is a part of it',
    (name) => {
      expect(mergedAs(name, 'a', 'a', 'b')).toBe('aab')
      const accumulator = createAccumulator()
      for (const part of ['a', 'a']) accumulator.push(parsedChunk({ [name]: part }))
      expect(accumulator.completion.choices[0]?.message).toMatchObject({ [name]: 'aa' })
    },
  )

  test.each(['id', 'index', 'type', 'role', 'name', 'object', 'format', 'signature'])(
    'called %s is a name: the last one counts',
    (name) => {
      expect(mergedAs(name, 'a', 'a', 'b')).toBe('b')
      expect(mergedAs(name, 'a', '', null)).toBe('a')
    },
  )

  test('is merged 100 objects deep, and replaced below', () => {
    const nest = (depth: number, leaf: object): object => (depth === 0 ? leaf : { a: nest(depth - 1, leaf) })
    const leafAt = (depth: number) => {
      let value: unknown = merged(nest(depth, { x: 1 }), nest(depth, { y: 2 }))
      for (let level = 0; level < depth; level++) value = (value as { a: unknown }).a
      return value
    }
    expect(leafAt(100)).toEqual({ x: 1, y: 2 })
    expect(leafAt(101)).toEqual({ y: 2 })
    // Lists count too.
    const listed = (depth: number, leaf: object): object => (depth === 0 ? leaf : [{ index: 0, a: listed(depth - 1, leaf) }])
    expect(JSON.stringify(merged(listed(49, { x: 1 }), listed(49, { y: 2 })))).toContain('{"x":1,"y":2}')
    expect(JSON.stringify(merged(listed(51, { x: 1 }), listed(51, { y: 2 })))).not.toContain('{"x":1,"y":2}')
  })

  test('keeps nothing of what it came from', () => {
    const value = { list: [{ index: 0, a: 'x' }], object: { b: 1 } }
    const before = structuredClone(value)
    const accumulator = createAccumulator()
    accumulator.push(parsedChunk({ vendor: value }))
    accumulator.push(parsedChunk({ vendor: { list: [{ index: 0, a: 'y' }], object: { c: 2 } } }))
    expect(value).toEqual(before)
    expect(accumulator.completion.choices[0]?.message).toMatchObject({ vendor: { list: [{ index: 0, a: 'xy' }], object: { b: 1, c: 2 } } })
  })

  test('may be called __proto__ or like a method, at any depth', () => {
    const value = JSON.parse('{"__proto__":{"x":1},"toString":"a","deep":{"__proto__":"p","hasOwnProperty":1}}') as object
    const expected = '{"__proto__":{"x":1},"toString":"ab","deep":{"__proto__":"pq","hasOwnProperty":1}}'
    const next = JSON.parse('{"toString":"b","deep":{"__proto__":"q"}}') as object
    const vendor = merged(value, next)
    expect(JSON.stringify(vendor)).toBe(expected)
    expect(Object.getPrototypeOf(vendor)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['x']).toBeUndefined()
  })
})
