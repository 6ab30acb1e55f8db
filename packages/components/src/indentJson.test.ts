import { assert, jsonValue, property } from 'fast-check'
import { expect, test } from 'vitest'
import { indentJson } from './indentJson.js'

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
