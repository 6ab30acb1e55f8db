import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ChunkedText } from '../blocks/ChunkedText.js'
import { holds, propertyTimeout } from '../documents.fixture.js'
import { CodeLines, LINE_CHARS, type Line } from './CodeLines.js'
import { Colours } from './Colours.js'
import { createModeHighlighter } from './createModeHighlighter.js'
import type { Highlighter, Language, Token } from './Highlighter.js'

const modes = createModeHighlighter()
const typescript = await modes.language('ts')
if (typescript === null) throw new Error('There is no TypeScript.')

/** TypeScript, with every line that it was asked to read with the state of the text itself. */
function counting(language: Language = typescript!) {
  const read: string[] = []
  const copies = new WeakSet<object>()
  const highlighter: Highlighter = {
    language: (name) =>
      name === 'ts'
        ? {
            ...language,
            copy(state) {
              const copy = language.copy(state)
              copies.add(copy as object)
              return copy
            },
            line(text, state) {
              if (!copies.has(state as object)) read.push(text)
              return language.line(text, state)
            },
          }
        : null,
  }
  // The same object every time, as the interface asks for.
  const found = highlighter.language('ts')
  return { read, highlighter: { language: (name: string) => (name === 'ts' ? found : null) } }
}

function allOf({ views }: CodeLines): Line[] {
  return views.flatMap(({ group }) => group.lines)
}

function begin(highlighter: Highlighter = modes, lang: string | null = 'ts') {
  const lines = new CodeLines()
  const colours = new Colours(lines, highlighter)
  return { lines, colours, stop: colours.start(lang) }
}

/** What is known of a text that came at once. */
function inOnePiece(text: string): Line[] {
  const { lines, colours } = begin()
  lines.follow([text])
  colours.resume()
  vi.runAllTimers()
  return allOf(lines)
}

/** Tokens as pieces with kinds, however they were cut. */
function painted(lines: readonly Line[]): string[] {
  return lines.map(({ text, tokens }) => {
    const rest = text.slice((tokens ?? []).reduce((length, token) => length + token.text.length, 0))
    const shown = (tokens ?? []).map(({ text: piece, kind }: Token) => (kind === null ? piece : `<${kind}:${piece}>`)).join('')
    return `${shown}${rest}`
  })
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const CODE = 'const a = `b\n c` // d\n\n/* e\nf */ let g = 1\n'
const CODE_CHARACTERS = Array.from(CODE)

const codes = fc
  .array(fc.constantFrom(...CODE_CHARACTERS, CODE, '\n', '/*', '*/', '`', '"', '😀', 'x'.repeat(700), 'y\n'.repeat(40), '\ud83d'), {
    maxLength: 30,
  })
  .map((pieces) => pieces.join(''))

/** Follows a text that grows, and at times is another one. */
const follow = (steps: readonly { text: string; isNew: boolean }[]) => {
  const lines = new CodeLines()
  let chunked = new ChunkedText()
  for (const { text, isNew } of steps) {
    if (isNew) chunked = new ChunkedText()
    chunked.append(text)
    lines.follow(chunked.chunks)
    lines.follow(chunked.chunks)
    const atOnce = new CodeLines()
    atOnce.follow([chunked.chunks.join('')])
    expect(allOf(lines)).toEqual(allOf(atOnce))
    expect(lines.closed).toBe(atOnce.closed)
    const full = lines.views.slice(0, -1).map(({ group }) => group.lines)
    expect(full.filter((group) => group.length < 32 || !group.at(-1)?.text.endsWith('\n'))).toEqual([])
    expect(full.filter((group) => group.slice(31, -1).some((line) => line.text.endsWith('\n')))).toEqual([])
    expect(
      allOf(lines)
        .map((line) => line.text)
        .join(''),
    ).toBe(chunked.chunks.join(''))
  }
}

describe('lines', () => {
  test('depend on the text alone, in whatever pieces it came, and when another takes its place', { timeout: propertyTimeout }, () => {
    const steps = fc.array(fc.record({ text: codes, isNew: fc.integer({ max: 5, min: 0 }).map((number) => number === 0) }), {
      maxLength: 8,
    })
    holds(steps, follow, 100)
  })

  test('that are long are cut in pieces, between characters', () => {
    const lines = new CodeLines()
    lines.follow([`${'x'.repeat(LINE_CHARS - 1)}😀${'y'.repeat(LINE_CHARS)}\n`, 'z'.repeat(LINE_CHARS), '\n'])
    expect(allOf(lines).map(({ text, isLong }) => [text.length, isLong])).toEqual([
      [LINE_CHARS - 1, true],
      [LINE_CHARS, true],
      [3, true],
      [LINE_CHARS + 1, false],
    ])
  })

  test('that are the same in another text stay the same objects', () => {
    const { lines, colours } = begin()
    lines.follow([`${CODE}a`])
    colours.resume()
    vi.runAllTimers()
    const before = allOf(lines)
    lines.follow([CODE, 'let b'])
    expect(allOf(lines).slice(0, -1)).toEqual(before.slice(0, -1))
    expect(allOf(lines)[0]).toBe(before[0])
    lines.follow([])
    expect(allOf(lines)).toEqual([])
  })

  test('of an array that became shorter are taken away', () => {
    const lines = new CodeLines()
    const chunks = ['a\n', 'b\n', 'c\n']
    lines.follow(chunks)
    chunks.length = 1
    lines.follow(chunks)
    expect(allOf(lines).map(({ text }) => text)).toEqual(['a\n'])
    chunks[0] = 'd\ne'
    lines.follow(chunks)
    expect(allOf(lines).map(({ text }) => text)).toEqual(['d\n', 'e'])
  })
})

/** Shows texts after each other, each in its language. */
const showAll = (steps: readonly { text: string; idle: boolean; lang: string }[]) => {
  const { lines, colours, stop } = begin()
  let end = stop
  for (const { text, idle, lang } of steps) {
    lines.follow([text])
    end()
    end = colours.start(lang)
    if (idle) vi.runAllTimers()
  }
  end()
  colours.start('ts')
  vi.runAllTimers()
  expect(painted(allOf(lines))).toEqual(painted(inOnePiece(steps.at(-1)?.text ?? '')))
}

/** Shows a text in pieces. */
const stream = (pieces: readonly { text: string; idle: boolean }[]) => {
  const { read, highlighter } = counting()
  const { lines, colours } = begin(highlighter)
  const chunked = new ChunkedText()
  for (const { text, idle } of pieces) {
    chunked.append(text)
    lines.follow(chunked.chunks)
    colours.resume()
    if (idle) vi.runAllTimers()
  }
  vi.runAllTimers()
  const whole = chunked.chunks.join('')
  expect(read).toEqual(
    whole
      .split('\n')
      .slice(0, -1)
      .filter((line) => line.length <= LINE_CHARS),
  )
  expect(painted(allOf(lines))).toEqual(painted(inOnePiece(whole)))
}

describe('colours', () => {
  test('every line is read once, whatever the pieces', { timeout: propertyTimeout }, () => {
    holds(fc.array(fc.record({ text: codes, idle: fc.boolean() }), { maxLength: 8 }), stream, 60)
  })

  test('another text, or another language, is the same as if it had been the first', { timeout: propertyTimeout }, () => {
    const cut = codes.chain((code) => fc.array(fc.nat(code.length), { maxLength: 6 }).map((ends) => ends.map((end) => code.slice(0, end))))
    const texts = fc.oneof(cut, fc.array(codes, { maxLength: 4 }))
    const steps = texts.chain((all) =>
      fc.tuple(
        ...all.map((text) => fc.record({ text: fc.constant(text), idle: fc.boolean(), lang: fc.constantFrom('ts', 'ts', 'klingon') })),
      ),
    )
    holds(steps, showAll, 100)
  })

  test('what came since an unfinished line was read is plain until it is read again', () => {
    const { lines, colours } = begin()
    lines.follow(['let a'])
    colours.resume()
    vi.runAllTimers()
    lines.follow(['let a = "b"'])
    expect(painted(allOf(lines))).toEqual(['<keyword:let> <name:a> = "b"'])
    colours.resume()
    vi.runAllTimers()
    expect(painted(allOf(lines))).toEqual(['<keyword:let> <name:a> = <string:"b">'])
  })

  test('nothing is read after the end', () => {
    const { read, highlighter } = counting()
    const { lines, colours, stop } = begin(highlighter)
    lines.follow(['let a\n'])
    colours.resume()
    stop()
    vi.runAllTimers()
    expect(read).toEqual([])
    colours.start('ts')
    vi.runAllTimers()
    expect(read).toEqual(['let a'])
  })

  test('a language that is being loaded is waited for, and one that cannot be leaves the text plain', async () => {
    const loading = new Promise<Language | null>((resolve) => setTimeout(() => resolve(typescript), 1_000))
    const { lines } = begin({ language: () => loading })
    lines.follow(['let a\n'])
    vi.advanceTimersByTime(999)
    expect(painted(allOf(lines))).toEqual(['let a\n'])
    await vi.runAllTimersAsync()
    expect(painted(allOf(lines))).toEqual(['<keyword:let> <name:a>\n'])

    const failing = begin({ language: () => Promise.reject(new Error('No network.')) })
    failing.lines.follow(['let a\n'])
    await vi.runAllTimersAsync()
    expect(painted(allOf(failing.lines))).toEqual(['let a\n'])
  })

  test('a language that throws is told of once, and what it did not read stays plain', () => {
    let calls = 0
    const throwing: Language = {
      start: () => null,
      copy: () => null,
      line(text) {
        if (++calls > 1) throw new Error('No more.')
        return [{ text, kind: 'keyword' }]
      },
    }
    const { lines, colours } = begin({ language: () => throwing })
    lines.follow(['a\nb\nc\n'])
    colours.resume()
    expect(() => vi.runAllTimers()).toThrow('No more.')
    colours.resume()
    vi.runAllTimers()
    expect(painted(allOf(lines))).toEqual(['<keyword:a>\n', 'b\n', 'c\n'])
    expect(calls).toBe(2)
  })
})
