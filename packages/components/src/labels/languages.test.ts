import { expect, describe, test } from 'vitest'
import type { ChatErrorCode } from '@rivulet/chat'
import { formatNumber } from '../shared/format.js'
import { defaultLabels } from './labels.js'
import { GIVEN, LANGUAGES, saidIn } from './words.fixture.js'

const english = saidIn(defaultLabels)
const others = Object.entries(LANGUAGES).flatMap(([language, words]) =>
  language === 'en' ? [] : [{ language, words, said: saidIn(words) }],
)

/** Words that are the same in English, and names. */
const SHARED: Readonly<Record<string, readonly string[]>> = {
  all: ['JSON', 'HTTP 404', 'stelle / menge', 'name: problem', '12,345 · titel', 'meldung'],
  de: ['Name', 'System', 'Tokens', 'Tokens/s', 'menge Tokens/s', '12.345 Credits', 'menge Credits'],
  es: ['Audio', 'Error', 'error', 'Total', 'Tokens', 'Tokens/s', 'menge tokens/s'],
  fr: [
    'Conversation',
    'Conversations',
    'Suggestions',
    'Assistant',
    'Versions',
    'Arguments',
    'Message',
    'Mentions',
    'Image',
    'Total',
    '12\u202F345 sources',
    '12\u202F345 suggestions',
  ],
}

/** Latin letters in other scripts: names, and what the words were made of. */
const LATIN = /JSON|HTTP|Markdown|API|p95/g

describe.each(others)('$language', ({ language, words, said }) => {
  test('names its own language', () => {
    expect(new Intl.Locale(words.locale).language).toBe(language)
    expect(Intl.NumberFormat.supportedLocalesOf(words.locale)).toEqual([words.locale])
  })

  test('has every word, and none that is not known', () => {
    expect([...said.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  })

  test('says nothing in English', () => {
    const same = [...said].filter(([name, text]) => {
      if (text !== english.get(name)) return false
      return ![...(SHARED['all'] ?? []), ...(SHARED[language] ?? [])].includes(text)
    })
    expect(same).toEqual([])
  })

  test('is written in its own script', () => {
    if (!['ar', 'hi', 'ja', 'zh'].includes(language)) return
    const given = Object.values(GIVEN)
      .flat()
      .filter((value) => typeof value === 'string')
    const own = (text: string) => given.reduce((rest, value) => rest.replaceAll(value, ''), text.replaceAll(LATIN, ''))
    expect([...said].filter(([name, text]) => name !== 'errorText' && /[a-z]/i.test(own(text)))).toEqual([])
  })

  test('holds all that a word is made of, its numbers as the language writes them', () => {
    for (const [name, given] of Object.entries(GIVEN)) {
      const text = said.get(name)
      // The number of credits and of events comes formatted beside it.
      for (const value of name === 'credits' || name === 'eventsGone' ? given.slice(1) : given) {
        if (typeof value === 'object') continue
        const shown = typeof value === 'number' ? formatNumber(value, words.locale) : value
        expect(text, name).toContain(shown)
      }
      expect(text, name).not.toMatch(/undefined|null|NaN|object|#/)
    }
  })

  test('is set with care: no stray white space, no typewriter quotes or dots', () => {
    expect([...said].filter(([, text]) => text === '' || text !== text.trim() || /[\s\u00A0]{2}|["']|\.\.|\n|\t/.test(text))).toEqual([])
    // French sets a narrow space before its marks, German a space before an ellipsis; nobody breaks the line there.
    expect([...said].filter(([, text]) => / [?!;:,.»]|« /.test(text))).toEqual([])
  })

  test('ends a sentence where English does, a question and what goes on likewise', () => {
    const MARKS = [/[.。।]$/, /[?？؟]$/, /…$/]
    const markOf = (text = '') => MARKS.findIndex((mark) => mark.test(text.replace(/ \(.*\)$|（.*）$/, '')))
    const fixed = [...said].filter(([name]) => !(name in GIVEN))
    expect(fixed.filter(([name, text]) => markOf(text) !== markOf(english.get(name)))).toEqual([])
  })

  test('explains every error in its own words, and leaves those it does not know as they are', () => {
    const codes = Object.keys(defaultLabels.errorTitles) as ChatErrorCode[]
    const texts = codes.map((code) => words.errorText({ code, message: 'In English.' }))
    expect(new Set(texts).size).toBe(codes.length)
    expect(texts.filter((text) => text.includes('English') || !/[.。।]$/.test(text))).toEqual([])
    for (const code of ['quantum', 'constructor', '__proto__'])
      expect(words.errorText({ code, message: 'In English.' })).toBe('In English.')
  })

  test('leaves out what is not given', () => {
    expect(words.messageDetails()).not.toMatch(/[:：]/)
    expect(words.uploadFailed('')).not.toMatch(/[:：]/)
    expect(words.runName(3, '')).toMatch(/\p{L}.*3/u)
    expect(words.runName(3, 'titel')).toContain('titel')
  })
})
