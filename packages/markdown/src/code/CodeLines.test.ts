import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ChunkedText } from '../blocks/ChunkedText.js'
import { holds, propertyTimeout } from '../documents.fixture.js'
import { CodeLines, LINE_CHARS } from './CodeLines.js'
import { allOf, codes } from './codes.fixture.js'

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
