import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createPartialJson } from './index.js'

/** The states of a text pushed character by character, as JSON text; undefined before the first value. */
function prefixes(text: string): (string | undefined)[] {
  const json = createPartialJson()
  return Array.from(text, (char) => {
    json.push(char)
    return JSON.stringify(json.value)
  })
}

/** Cuts a prefix back to what is certain and closes it: the slow way to the same value. */
function closePrefix(prefix: string): string | undefined {
  for (let length = prefix.length; length > 0; length--) {
    const cut = prefix.slice(0, length)
    const closers: string[] = []
    let isString = false
    let start = 0
    for (let at = 0; at < cut.length; at++) {
      const char = cut[at]
      if (isString && char === '\\') at++
      else if (char === '"') [isString, start] = [!isString, at]
      else if (!isString && (char === '{' || char === '[')) closers.unshift(char === '{' ? '}' : ']')
      else if (!isString && (char === '}' || char === ']')) closers.shift()
    }
    // A number is certain once something follows it.
    if (!isString && /(?:^|[\s,:[])[-\d][\d.eE+-]*$/.test(cut) && !/^[\s,\]}]/.test(prefix.slice(length))) continue
    try {
      // So is a character once its other half is there.
      if (isString && /[\uD800-\uDBFF]$/.test(JSON.parse(`${cut.slice(start)}"`) as string)) continue
      const closed = `${cut}${isString ? '"' : ''}${closers.join('')}`
      return JSON.stringify(JSON.parse(closed))
    } catch {
      // Not certain yet: cut back further.
    }
  }
  return undefined
}

test('a value grows as its text comes', () => {
  expect(prefixes('{"a":"x\\n","b":[1,true]}')).toEqual([
    '{}',
    '{}',
    '{}',
    '{}',
    '{}',
    '{"a":""}',
    '{"a":"x"}',
    '{"a":"x"}',
    '{"a":"x\\n"}',
    '{"a":"x\\n"}',
    '{"a":"x\\n"}',
    '{"a":"x\\n"}',
    '{"a":"x\\n"}',
    '{"a":"x\\n"}',
    '{"a":"x\\n"}',
    '{"a":"x\\n","b":[]}',
    '{"a":"x\\n","b":[]}',
    '{"a":"x\\n","b":[1]}',
    '{"a":"x\\n","b":[1]}',
    '{"a":"x\\n","b":[1]}',
    '{"a":"x\\n","b":[1]}',
    '{"a":"x\\n","b":[1,true]}',
    '{"a":"x\\n","b":[1,true]}',
    '{"a":"x\\n","b":[1,true]}',
  ])
})

test('the value is changed in place, and its version tells when', () => {
  const json = createPartialJson()
  json.push('{"a":[')
  const { value, version } = json
  json.push(' ')
  expect(json.version).toBe(version)
  json.push('1,')
  expect(json.version).toBeGreaterThan(version)
  expect(json.value).toBe(value)
  expect(json.state).toBe('open')
  json.push('2]} ')
  expect(json.state).toBe('whole')
  expect(value).toEqual({ a: [1, 2] })
})

test.each([
  '[]',
  '{}',
  '[[],{},[{}],{"a":[]}]',
  '{"a":{},"b":"","c":[""]}',
  '[0,-0,10,-1.5,1e5,1E+5,2.5e-3,12.25,true,false,null]',
  '"\\u00e9\\u00E9\\ud83d\\ude00\\u2028"',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
  '"a\\u0041b\\nc"',
  '"\u007f é😀"',
  '{"\\u0061\\n":1,"":2}',
  '\t\r\n [\t1\r,\n2 ]\t',
  ' "a" ',
])('%j is whole, in one piece or in single characters', (text) => {
  const whole = createPartialJson()
  whole.push(text)
  const single = createPartialJson()
  for (const unit of text.split('')) single.push(unit)
  for (const { state, value } of [whole, single]) {
    expect(state).toBe('whole')
    expect(value).toEqual(JSON.parse(text))
  }
})

describe('what no continuation makes JSON', () => {
  test.each([
    '}',
    '{]',
    '{"a" 1',
    '{"a":1,}',
    '[1,]',
    '[01]',
    '[+1]',
    '[.5]',
    '[1.]',
    '[tru]',
    '[truE',
    '{a',
    "'",
    '"\n',
    '"\\x',
    '"\\u00g',
    '{} {',
    '[1 2',
    '[-]',
    '{"a":}',
    '{"a":]',
    '{"a"}',
    '{"a",',
    '{,',
    '[,',
    '[:',
    '{"a":1:',
    '[1}',
    ',',
    ':',
    'x',
    '[t1',
    '"\\uu',
    '"\\U',
    '"\\nn\\a',
    '"a\u001f',
    '"a\t',
    '"a" "',
  ])('%s is broken', (text) => {
    const json = createPartialJson()
    json.push(text)
    expect(json.state).toBe('broken')
    const { value, version } = json
    json.push('1')
    expect([json.value, json.version]).toEqual([value, version])
  })

  test('too deep or too long a text is broken, and costs no more', () => {
    const deep = createPartialJson({ maxDepth: 2 })
    deep.push('[[')
    expect(deep.state).toBe('open')
    deep.push('[')
    expect(deep.state).toBe('broken')
    const long = createPartialJson({ maxChars: 3 })
    long.push('"ab')
    expect(long.state).toBe('open')
    long.push('c')
    expect([long.state, long.value]).toEqual(['broken', 'ab'])
  })
})

test('what came before the text was broken or too long is the same however it came', () => {
  for (const [text, value] of [
    ['{"a":"xy\n', { a: 'xy' }],
    ['["ab\\q', ['ab']],
    ['{"a":[1,2,"abcdefgh"]}', { a: [1, 2, 'abcdef'] }],
  ] as const) {
    const whole = createPartialJson({ maxChars: 17 })
    whole.push(text)
    const split = createPartialJson({ maxChars: 17 })
    for (const char of text) split.push(char)
    expect([whole.state, whole.value]).toEqual(['broken', value])
    expect([split.state, split.value]).toEqual(['broken', value])
  }
})

test.each(['"a\ud83d\ude00b"', '"a\\ud83d\\ude00b"'])('half of a character is not shown: %s', (text) => {
  const json = createPartialJson()
  const shown = text.split('').map((unit) => {
    json.push(unit)
    return json.value
  })
  expect([...new Set(shown)]).toEqual(['', 'a', 'a😀', 'a😀b'])
})

test('a half that nothing joins is shown once that is certain', () => {
  const json = createPartialJson()
  json.push('["a\\ud83d')
  expect(json.value).toEqual(['a'])
  json.push('b", "\\ud83d')
  expect(json.value).toEqual(['a\ud83db', ''])
  json.push('"]')
  expect(json.value).toEqual(['a\ud83db', '\ud83d'])
})

test('names of prototypes are data', () => {
  const json = createPartialJson()
  json.push('{"__proto__":{"polluted":1},"constructor":2}')
  expect(JSON.stringify(json.value)).toBe('{"__proto__":{"polluted":1},"constructor":2}')
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

test('at every prefix the value is that of the prefix cut back and closed, for any split', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4, stringUnit: 'binary' }), fc.boolean(), (compact, isSpread) => {
      const text = isSpread ? JSON.stringify(JSON.parse(compact), null, 1) : compact
      const json = createPartialJson()
      for (let at = 0; at < text.length; at++) {
        json.push(text.charAt(at))
        expect(JSON.stringify(json.value)).toBe(closePrefix(text.slice(0, at + 1)))
      }
      json.push(' ')
      expect(json.state).toBe('whole')
      expect(json.value).toEqual(JSON.parse(text))
      const whole = createPartialJson()
      whole.push(`${text} `)
      expect(whole.value).toEqual(json.value)
    }),
  )
})
