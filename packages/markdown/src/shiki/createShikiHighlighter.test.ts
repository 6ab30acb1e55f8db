import * as fc from 'fast-check'
import { createHighlighter } from 'shiki'
import { createHighlighterCore } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'
import { afterAll, describe, expect, test } from 'vitest'
import { languageOf, read } from '../code/languages.fixture.js'
import { SAMPLES } from '../code/samples.fixture.js'
import { holds, propertyTimeout } from '../documents.fixture.js'
import { createShikiHighlighter } from './createShikiHighlighter.js'

const shiki = await createHighlighter({ themes: [], langs: ['typescript'], engine: createJavaScriptRegexEngine() })
afterAll(() => shiki.dispose())
const highlighter = createShikiHighlighter(shiki)

describe('names', () => {
  test('a language that is there is answered at once, one of the bundle when it is loaded, and the same from then on', async () => {
    const typescript = highlighter.language('TypeScript')
    expect(typescript).not.toBeInstanceOf(Promise)
    expect(highlighter.language('typescript')).toBe(typescript)
    const loading = highlighter.language('toml')
    expect(loading).toBeInstanceOf(Promise)
    const toml = await loading
    expect(highlighter.language('toml')).toBe(toml)
  })

  test.each(['', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'klingon', 'text', 'plaintext', 'ansi'])(
    '%j is nothing',
    (name) => {
      expect(highlighter.language(name)).toBeNull()
    },
  )

  test('a highlighter without a bundle knows what it was given', async () => {
    const core = await createHighlighterCore({ langs: [import('shiki/langs/json.mjs')], engine: createJavaScriptRegexEngine() })
    const own = createShikiHighlighter(core)
    expect(own.language('json')).not.toBeNull()
    expect(own.language('toml')).toBeNull()
    core.dispose()
  })
})

describe('kinds', () => {
  test.each([
    ['ts', 'const a: Date = new Date() // b', 'const', 'keyword'],
    ['ts', 'const a: Date = new Date() // b', 'new', 'keyword'],
    ['ts', 'const a: Date = new Date() // b', '// b', 'comment'],
    ['ts', 'const a: Date = new Date() // b', 'Date', 'type'],
    ['ts', 'function a() { return "b" }', '"b"', 'string'],
    ['ts', 'function a() { return "b" }', 'a', 'name'],
    ['python', 'def a(): return 1', '1', 'number'],
    ['html', '<p class="a">', 'class', 'property'],
    ['css', 'a { color: red }', 'color', 'property'],
    ['java', 'int a = 1;', 'int', 'type'],
    ['diff', '-a\n+b', '+b', 'inserted'],
    ['diff', '-a\n+b', '-a', 'deleted'],
    ['c', '#include <a.h>', '#include ', 'meta'],
  ] as const)('%s: %s: %s', async (name, code, text, kind) => {
    expect(read(await languageOf(highlighter, name), code).flat()).toContainEqual({ text, kind })
  })

  test('of what was begun go on behind an empty line', async () => {
    const lines = read(await languageOf(highlighter, 'ts'), '/* a\n\nb */ let c = `d\n${e} f`')
    expect(lines[2]?.[0]).toEqual({ text: 'b */', kind: 'comment' })
    expect(lines[3]?.at(-1)).toEqual({ text: ' f`', kind: 'string' })
  })
})

const codes = fc
  .array(
    fc.oneof(
      fc.constantFrom(...['typescript', 'tsx', 'json', 'html', 'css'].map((name) => SAMPLES[name]?.[0] ?? '')),
      fc.constantFrom('"', '`', '/*', '*/', '<', '>', '{', '}', '${', '\\', '\n', '\n\n', '\t', '\r', '😀', '\ud83d'),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 10 },
  )
  .map((pieces) => pieces.join(''))

test.each(['typescript', 'html', 'python'])(
  '%s: tokens make up the text, whatever it is; a line read with a copy in between changes nothing',
  { timeout: propertyTimeout },
  async (name) => {
    const language = await languageOf(highlighter, name)
    const check = (code: string) => {
      const state = language.start()
      const tokens = code.split('\n').map((line) => {
        language.line(line.slice(0, 3), language.copy(state))
        return language.line(line, state)
      })
      expect(tokens.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code)
      expect(tokens).toEqual(read(language, code))
    }
    holds(codes, check, 6, 0.05)
  },
)
