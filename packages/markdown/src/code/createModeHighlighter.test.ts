import { streamLanguage } from './streamLanguage.js'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds, propertyTimeout } from '../documents.fixture.js'
import { createModeHighlighter } from './createModeHighlighter.js'
import type { Language } from './Highlighter.js'
import { languageOf, read } from './languages.fixture.js'
import { modeLoaders } from './modes.js'
import { SAMPLES } from './samples.fixture.js'

const highlighter = createModeHighlighter()

describe('languages', () => {
  test('each name has a sample, or another name for the same', () => {
    const shown = new Set(Object.keys(SAMPLES).map((name) => modeLoaders.get(name)))
    expect([...modeLoaders.values()].filter((load) => !shown.has(load))).toEqual([])
    expect(shown.size).toBeGreaterThanOrEqual(30)
  })

  test.each(Object.entries(SAMPLES))('%s', async (name, [code, piece, kind]) => {
    const lines = read(await languageOf(highlighter, name), code)
    expect(lines.map((tokens) => tokens.map(({ text }) => text).join('')).join('\n')).toBe(code)
    expect(lines.flat()).toContainEqual({ text: piece, kind })
  })
})

describe('names', () => {
  test.each([
    ['ts', 'TypeScript'],
    ['c++', 'CPP'],
    ['rust', 'rust,no_run'],
    ['js', 'js{1,3}'],
    ['ts', 'ts:src/main.ts'],
    ['golang', 'go'],
    ['yml', 'yaml'],
    ['sh', 'bash'],
    ['py', 'python3'],
  ])('%s is %s', async (one, other) => {
    expect(await languageOf(highlighter, one)).toBe(await languageOf(highlighter, other))
  })

  test.each([
    '',
    ' ',
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'klingon',
    'text',
    '../javascript',
    '{',
    ',js',
    'js js',
    'ｊｓ',
    '\0',
  ])('%j is nothing', (name) => {
    expect(highlighter.language(name)).toBeNull()
  })

  test('a language is a promise until it is loaded, and the same object from then on', async () => {
    const fresh = createModeHighlighter()
    const loading = fresh.language('rust')
    expect(loading).toBeInstanceOf(Promise)
    expect(fresh.language('rs')).toBe(loading)
    const language = await loading
    expect(fresh.language('rust')).toBe(language)
  })
})

const kindsOf = async (name: string, code: string) =>
  read(await languageOf(highlighter, name), code).map((tokens) => tokens.map(({ kind }) => kind))

describe('across lines', () => {
  test.each([
    ['ts', '/* a\n\nb */', [['comment'], [], ['comment']]],
    ['ts', '`a\nb ${c}d`', [['string'], ['string', null, 'string']]],
    ['python', '"""a\nb"""', [['string'], ['string']]],
    ['html', '<!-- a\nb -->', [['comment'], ['comment']]],
    ['css', '/* a\nb */', [['comment'], ['comment']]],
    ['rust', '/* a\nb */', [['comment'], ['comment']]],
    ['go', '`a\nb`', [['string'], ['string']]],
    [
      'php',
      '$a = <<<EOT\n  b $c\n  EOT;',
      [
        ['name', null, 'string'],
        [null, 'string'],
        [null, 'string', null],
      ],
    ],
    ['php', "?>\n<p>It's</p>\n<?php\n// a", [['meta'], [null], ['meta'], ['comment']]],
    ['markdown', '```ts\n# a\n```\n# b', [['string'], ['string'], ['string'], ['keyword']]],
    [
      'tsx',
      'a = <b className={`c ${d ? `e${{ f }.f}` : 1}`} />\nlet g',
      [
        [null, 'keyword', null, 'string', null, 'string', null, 'string', null, 'number', 'string', null],
        ['keyword', null],
      ],
    ],
    [
      'jsx',
      'return (\n  <p>{`a`}</p>\n)\nlet b',
      [['keyword', null], [null, 'keyword', null, 'string', null, 'keyword'], [null], ['keyword', null, 'name']],
    ],
    ['ts', 'let a = b<c>(d) // e `', [['keyword', null, 'name', null, 'type', null, 'comment']]],
    ['ts', '/* `\n` */ let a = /`/', [['comment'], ['comment', null, 'keyword', null, 'name', null, 'string']]],
    ['diff', '-a\n b\n+c', [['deleted'], [null], ['inserted']]],
  ])('%s: %j', async (name, code, kinds) => {
    expect(await kindsOf(name, code)).toEqual(kinds)
  })
})

const codes = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...Object.values(SAMPLES).map(([code]) => code)) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          '"',
          "'",
          '`',
          '/*',
          '*/',
          '<',
          '>',
          '{',
          '}',
          '(',
          ')',
          '\\',
          '#',
          '$',
          '<<<A',
          '"""',
          '--',
          '=',
          ':',
          '<%',
        ),
      },
      { weight: 2, arbitrary: fc.constantFrom('\n', '\n', ' ', '\t', '\n\n', '\n  ', '\r', '\u2028', '😀', '\ud83d', '\ude00', '\u202e') },
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 16 },
  )
  .map((pieces) => pieces.join(''))

describe.each([...new Map([...modeLoaders].map(([name, load]) => [load, name])).values()])('%s', (name) => {
  test(
    'tokens make up the text, whatever it is; a line read with a copy in between changes nothing',
    { timeout: propertyTimeout },
    async () => {
      const language = await languageOf(highlighter, name)
      const check = ([code, cuts]: [string, number[]]) => {
        const state = language.start()
        const tokens = code.split('\n').map((line, index) => {
          const cut = cuts[index % cuts.length] ?? 0
          language.line(line.slice(0, cut), language.copy(state))
          language.line(line, language.copy(state))
          return language.line(line, state)
        })
        expect(tokens.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code)
        expect(tokens).toEqual(read(language, code))
        const pieces = tokens.flat().map(({ text }) => text)
        expect(pieces.filter((text) => text === '')).toEqual([])
        const ends = tokens.flatMap((line) => line.slice(1).map(({ text }, index) => `${line[index]?.text.slice(-1)}${text[0]}`))
        expect(ends.filter((pair) => /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair))).toEqual([])
      }
      holds(fc.tuple(codes, fc.array(fc.nat(30), { minLength: 1, maxLength: 5 })), check, 6, 0.05)
    },
  )
})

const lineOf = (language: Language, line: string) => language.line(line, language.start())

describe('a mode', () => {
  test.each(['\r', '\u2028', '\u2029'])('that does not expect %j in a line comes to an end', async (end) => {
    expect(lineOf(await languageOf(highlighter, 'toml'), `a = "${end}"`)).toContainEqual({ text: `"${end}"`, kind: 'string' })
  })

  test('that throws leaves the rest of the line plain', () => {
    const mode = streamLanguage({
      token(stream) {
        if (stream.next() === 'b') throw new Error('No b.')
        return 'keyword'
      },
    })
    expect(lineOf(mode, 'aabc')).toEqual([
      { text: 'aa', kind: 'keyword' },
      { text: 'bc', kind: null },
    ])
  })

  test('that does not go on is passed over', () => {
    expect(lineOf(streamLanguage({ token: () => 'keyword' }), 'ab')).toEqual([{ text: 'ab', kind: null }])
  })
})
