import { array, assert, constantFrom, jsonValue, nat, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { createJsonIndenter, indentJson, isIndentable, isJson } from './indentJson.js'

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

/** The text cut at these places, wherever they are. */
const cutAt = (text: string, places: readonly number[]) => {
  const cuts = [0, ...places.map((place) => place % (text.length + 1)).toSorted((a, b) => a - b), text.length]
  return cuts.slice(1).map((end, index) => text.slice(cuts[index], end))
}

test('set piece by piece it is what it is as a whole, however it is cut', () => {
  assert(
    property(jsonValue({ maxDepth: 4 }), array(nat(), { maxLength: 20 }), nat(3), (value, places, space) => {
      const text = JSON.stringify(value, null, space)
      const indenter = createJsonIndenter()
      expect(cutAt(text, places).map(indenter.push).join('')).toBe(indentJson(text))
    }),
  )
  const letters = createJsonIndenter()
  const text = String.raw`{"a\\":["b\"c\u00e9",-1.5e3,true,{}],"d":[]}`
  expect(Array.from(text, letters.push).join('')).toBe(indentJson(text))
})

test('what is no JSON is set as well, loses no letter, and nothing is taken back', () => {
  assert(
    property(
      string({ unit: constantFrom(...Array.from('{}[]",:\\ \n\ta1é\0'), '😀'), maxLength: 80 }),
      array(nat(), { maxLength: 5 }),
      (text, places) => {
        const indenter = createJsonIndenter()
        const written = cutAt(text, places).map(indenter.push).join('')
        expect(written.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      },
    ),
  )
  const indenter = createJsonIndenter()
  expect([']]}', '{"a": 1 2', '}', '} x y'].map(indenter.push).join('|')).toBe('\n]\n]\n}|{\n  "a": 1 2|\n}|\n}x y')
})

test('free text, and text too long to be read, is not for lines of its own', () => {
  expect([' {"a', '[', '[1,2]'].map(isIndentable)).toEqual([true, true, true])
  expect(['', 'print(1)', '"a"', `[${'1,'.repeat(30_000)}`].map(isIndentable)).toEqual([false, false, false, false])
})
