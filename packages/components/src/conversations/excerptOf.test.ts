import { assert, nat, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { excerptOf } from './excerptOf.js'
import { foldText } from './foldText.js'

test.each([
  ['Why rain smells', 'RAIN', ['Why ', 'rain', ' smells']],
  ['Crème brûlée', 'brulee', ['Crème ', 'brûlée', '']],
  ['Cre\u0300me bru\u0302le\u0301e', 'BRULE', ['Cre\u0300me ', 'bru\u0302le\u0301', 'e']],
  ['ο πολύς λόγος', 'ΛΌΓΟΣ', ['ο πολύς ', 'λόγος', '']],
  ['İstanbul', 'istan', ['', 'İstan', 'bul']],
  ['an oﬃce', 'ffi', ['an o', 'ﬃ', 'ce']],
  ['مَرْحَبًا بك', 'مرحبا', ['', 'مَرْحَبًا', ' بك']],
  ['rain\n\n  falls', 'rain', ['', 'rain', ' falls']],
  ['the\nrain', 'the rain', ['', 'the rain', '']],
  // A vowel and a sound mark are letters.
  ['किताब', 'कताब', undefined],
  ['はな', 'ばな', undefined],
  ['rain', 'snow', undefined],
  ['rain', '', undefined],
])('%j holds %j: %j', (text, query, excerpt) => {
  expect(excerptOf(text, query)).toEqual(excerpt)
})

test('a long text is cut around what was found, at the beginning of a word, and never within a character', () => {
  const long = `${'word '.repeat(100)}rain ${'then '.repeat(100)}`
  const [before, found, after] = excerptOf(long, 'rain') ?? []
  expect(before).toMatch(/^…(word )+$/)
  expect(found).toBe('rain')
  expect(after).toMatch(/^( then)+…$/)
  const faces = '😀'.repeat(200)
  for (const shift of ['', 'a', 'ab']) {
    expect(excerptOf(`${shift}${faces}rain${shift}${faces}`, 'rain')?.join('')).toMatch(/^…[^\ud800-\udfff]+…$/u)
  }
})

test('whatever a text holds is found in it, and what is marked is what was searched for', () => {
  assert(
    property(string({ unit: 'grapheme', maxLength: 60 }), nat(), nat(12), (text, from, length) => {
      const query = text.slice(from % (text.length + 1)).slice(0, length)
      const excerpt = excerptOf(text, query)
      if (foldText(query) === '') expect(excerpt).toBeUndefined()
      // A cut through a letter that folds to several is found in the whole letter.
      else if (foldText(text).includes(foldText(query)))
        expect(foldText(excerpt?.[1] ?? '')).toContain(foldText(query.replace(/\s+/g, ' ')))
    }),
  )
})
