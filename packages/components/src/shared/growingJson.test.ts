import { array, assert, jsonValue, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { createGrowingJson } from './growingJson.js'
import { indentJson } from './indentJson.js'

test('stands, wherever it is cut, as it will when it is whole', () => {
  assert(
    property(jsonValue({ maxDepth: 4 }), array(nat(), { maxLength: 10 }), (value, places) => {
      const text = JSON.stringify({ value })
      const growing = createGrowingJson(true)
      const whole = indentJson(text) ?? ''
      for (const end of places.map((place) => place % text.length).toSorted((a, b) => a - b)) {
        // Behind a colon a blank is set before anything follows.
        expect(whole.startsWith(growing.read(text.slice(0, end)).join('').trimEnd())).toBe(true)
      }
      expect(growing.read(text).join('')).toBe(whole)
    }),
  )
})

test('what is added changes the last piece alone, and each piece is bounded', () => {
  const growing = createGrowingJson(true)
  const text = JSON.stringify(Array.from({ length: 4_000 }, (_, n) => (n % 9 === 0 ? '😀' : n)))
  let before: readonly string[] = []
  for (let end = 0; end < text.length; end += 97) {
    const pieces = growing.read(text.slice(0, end))
    expect(pieces.slice(0, Math.max(0, before.length - 1))).toEqual(before.slice(0, -1))
    before = pieces
  }
  expect(before.length).toBeGreaterThan(10)
  expect(Math.max(...before.map(({ length }) => length))).toBeLessThanOrEqual(2_001)
  for (const piece of before) expect(piece).toMatch(/^[^\ud800-\udfff]*$/u)
})

test('free text stays as it comes, and text that does not go on from the last begins anew', () => {
  const free = createGrowingJson(false)
  expect(free.read('{"a":1}').join('')).toBe('{"a":1}')
  const growing = createGrowingJson(true)
  expect(growing.read('').join('')).toBe('')
  expect(growing.read('  {"a"').join('')).toBe('{\n  "a"')
  expect(growing.read('{"b":').join('')).toBe('{\n  "b": ')
  expect(growing.read('print(1)').join('')).toBe('print(1)')
  const long = `["${'x'.repeat(50_000)}`
  expect(growing.read(long).join('')).toBe(long)
})
