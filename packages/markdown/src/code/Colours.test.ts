import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ChunkedText } from '../blocks/ChunkedText.js'
import { holds, propertyTimeout } from '../documents.fixture.js'
import { CodeLines, LINE_CHARS, type Line } from './CodeLines.js'
import { allOf, CODE, codes } from './codes.fixture.js'
import { Colours } from './Colours.js'
import { createModeHighlighter } from './createModeHighlighter.js'
import type { Highlighter, Language, Token } from './Highlighter.js'
import { counting, languageOf } from './languages.fixture.js'

const modes = createModeHighlighter()
const typescript = await languageOf(modes, 'ts')

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
  const { read, highlighter } = counting(typescript, 'ts')
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
  test('lines that are the same in another text stay the same objects', () => {
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
    const { read, highlighter } = counting(typescript, 'ts')
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
