import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMarkdown, type MarkdownSource } from './createMarkdown.js'
import { holds, piecesOf, propertyTimeout, splits } from './documents.fixture.js'
import { walk } from './outline.fixture.js'
import type { FootnoteDefinition, Inline } from './tree.js'

const TEXT = '[^b] and[^a] and[^c].\n\n[^a]: one\n[^b]: two [^a]\n\n> [^c]: three\n\n[^a]: again\n'

function written(pieces: readonly string[]): MarkdownSource {
  const markdown = createMarkdown({ footnotes: true })
  for (const piece of pieces) markdown.append(piece)
  markdown.finish()
  return markdown
}

const numbers = ({ footnotes }: MarkdownSource) => footnotes.map(({ identifier, number }) => [identifier, number])

/** All definitions in the order of the text, and all calls with their numbers. */
function found({ root }: MarkdownSource): { definitions: FootnoteDefinition[]; calls: Map<string, Set<number>> } {
  const definitions: FootnoteDefinition[] = []
  const calls = new Map<string, Set<number>>()
  const note = (node: Inline) => {
    if (node.type === 'footnoteReference') calls.set(node.identifier, (calls.get(node.identifier) ?? new Set()).add(node.number))
    if ('children' in node) node.children.forEach(note)
  }
  walk(root, (block) => {
    if (block.type === 'footnoteDefinition') definitions.push(block)
    if ('content' in block) block.content.runs.flat().forEach(note)
  })
  return { definitions, calls }
}

describe('footnotes', () => {
  test('are numbered in the order of their definitions, wherever those stand', () => {
    const markdown = written([TEXT])
    expect(numbers(markdown)).toEqual([
      ['^A', 1],
      ['^B', 2],
      ['^C', 3],
    ])
    const { definitions, calls } = found(markdown)
    expect(definitions.map(({ number }) => number)).toEqual([1, 2, 3, null])
    expect(markdown.footnotes).toEqual(definitions.slice(0, 3))
    expect(calls).toEqual(
      new Map([
        ['^B', new Set([2])],
        ['^A', new Set([1])],
        ['^C', new Set([3])],
      ]),
    )
  })

  test('are none where they are not asked for', () => {
    const markdown = createMarkdown()
    markdown.append(TEXT)
    expect(markdown.footnotes).toEqual([])
  })

  test('are numbered anew by a text that replaces another', () => {
    const markdown = written([TEXT])
    markdown.replace(TEXT.replace('[^a]: one\n', ''))
    markdown.finish()
    expect(numbers(markdown)).toEqual([
      ['^B', 1],
      ['^C', 2],
      ['^A', 3],
    ])
    expect(found(markdown).calls.get('^A')).toEqual(new Set([3]))
    markdown.replace('none')
    expect(markdown.footnotes).toEqual([])
  })

  test('keep their numbers where the text that replaces theirs has them too', () => {
    const markdown = written([TEXT])
    const [first] = markdown.footnotes
    markdown.replace(TEXT.replace('three', 'four\n>\n> [^d]: five'))
    markdown.finish()
    expect(markdown.footnotes[0]).toBe(first)
    expect(numbers(markdown).map(([, number]) => number)).toEqual([1, 2, 3, 4])
  })
})

describe('for any text with footnotes', { timeout: propertyTimeout }, () => {
  const pieces = fc.constantFrom(
    '[^a]: x',
    '[^b]: y',
    '[^c]:',
    '[^a]',
    '[^b]',
    '![^c]',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '    ',
    'text ',
    '*',
    '[^a]: ',
  )
  const texts = fc.array(pieces, { minLength: 3, maxLength: 40 }).map((parts) => parts.join(''))

  test('a footnote keeps its number and its place while text comes, and calls have the number of what they call', () => {
    holds(
      fc.tuple(texts, splits),
      ([text, lengths]) => {
        const markdown = createMarkdown({ footnotes: true })
        let before: readonly (readonly [FootnoteDefinition, number | null])[] = []
        for (const piece of piecesOf(text, lengths)) {
          markdown.append(piece)
          const now = markdown.footnotes.map((footnote) => [footnote, footnote.number] as const)
          for (const [place, [footnote, number]] of before.entries()) {
            expect(now[place]?.[0]).toBe(footnote)
            expect(now[place]?.[1]).toBe(number)
          }
          expect(now.map(([, number]) => number)).toEqual(now.map((_each, place) => place + 1))
          before = now
        }
        markdown.finish()
        const { definitions, calls } = found(markdown)
        expect(definitions.filter(({ number }) => number !== null)).toEqual([...markdown.footnotes])
        const named = new Map(markdown.footnotes.map(({ identifier, number }) => [identifier, number]))
        expect(named.size).toBe(markdown.footnotes.length)
        for (const [identifier, called] of calls) expect([...called]).toEqual([named.get(identifier)])
      },
      100,
    )
  })

  test('a text that replaces another has the footnotes that it has by itself', () => {
    holds(
      fc.tuple(texts, texts, fc.nat(), splits),
      ([text, other, cut, lengths]) => {
        const next = text.slice(0, cut % (text.length + 1)) + other
        const replaced = written(piecesOf(text, lengths))
        replaced.replace(next)
        replaced.finish()
        const whole = written([next])
        expect(numbers(replaced)).toEqual(numbers(whole))
        expect(found(replaced).calls).toEqual(found(whole).calls)
      },
      100,
    )
  })
})
