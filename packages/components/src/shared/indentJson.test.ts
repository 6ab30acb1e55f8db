import { assert, jsonValue, property } from 'fast-check'
import { expect, test } from 'vitest'
import { indentJson, isJson } from './indentJson.js'

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

test('sets every value on a line of its own', () => {
  expect(indentJson('{"a":[1,{"b":"c, {d}: \\""}],"e":{},"f":[ ]}')).toBe(
    ['{', '  "a": [', '    1,', '    {', '      "b": "c, {d}: \\""', '    }', '  ],', '  "e": {},', '  "f": []', '}'].join('\n'),
  )
})

test('leaves numbers and repeated keys as they were written', () => {
  expect(indentJson('{"id":12345678901234567890,"id":1.0}')).toBe('{\n  "id": 12345678901234567890,\n  "id": 1.0\n}')
})

test('has no shape for what is not whole', () => {
  for (const half of ['', '{', '{"a":', '{"a":"b', '[1,']) expect(indentJson(half)).toBeUndefined()
})

test('sets any JSON as JSON.stringify does', () => {
  assert(
    property(jsonValue(), (value) => {
      const compact = JSON.stringify(value)
      expect(indentJson(compact)).toBe(JSON.stringify(JSON.parse(compact), null, 2))
    }),
  )
})

test('what nests deeper than anyone reads stays on one line, so that brackets alone cannot grow the page', () => {
  expect(indentJson(nested(19))).toBe(JSON.stringify(JSON.parse(nested(19)), null, 2))
  expect(indentJson(`${nested(1000).slice(0, 1000)}{"a":[1,{}]}${']'.repeat(1000)}`)).toContain('[[[{"a": [1, {}]}]]]')
  for (const depth of [1_000, 24_000]) expect(indentJson(nested(depth))?.length).toBeLessThan(4 * depth + 2_000)
})

test('text too long to be read is not set anew, whole or not', () => {
  const long = JSON.stringify(Array.from({ length: 30_000 }, () => 1))
  expect(indentJson(long)).toBeUndefined()
  expect(isJson(long)).toBe(true)
  expect(isJson(long.slice(0, -1))).toBe(false)
  expect(indentJson('['.repeat(50_000) + ']'.repeat(50_000))).toBeUndefined()
})
