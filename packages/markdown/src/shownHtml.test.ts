import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMarkdown, type MarkdownSource } from './createMarkdown.js'
import { holds, piecesOf, propertyTimeout, splits } from './documents.fixture.js'
import type { Html } from './tree.js'

function htmlBlock({ root }: MarkdownSource): Html {
  const [block] = root.children
  if (block?.type !== 'html') throw new Error('The text does not begin with HTML.')
  return block
}

const shownOf = (markdown: MarkdownSource) => htmlBlock(markdown).shown.chunks.join('')

function shown(pieces: readonly string[]): string {
  const markdown = createMarkdown()
  for (const piece of pieces) markdown.append(piece)
  markdown.finish()
  return shownOf(markdown)
}

/** HTML and what is shown of it. A `<div>` goes on until a blank line, so that several comments may stand in it. */
const CASES: readonly (readonly [html: string, shown: string])[] = [
  ['<div>a<!-- b -->c</div>', '<div>ac</div>\n'],
  ['<div><!---->a', '<div>a\n'],
  ['<div><!-->a-->b', '<div>a-->b\n'],
  ['<div><!--->a', '<div>a\n'],
  ['<div><!-- a -- > --->b', '<div>b\n'],
  ['<div><!-- a <!-- b -->c-->', '<div>c-->\n'],
  ['<div><!--a--><!--b\nc-->d<!--e', '<div>d'],
  ['<div><!- a --><!', '<div><!- a --><!\n'],
  ['<div><<!--a-->!--b-->', '<div><!--b-->\n'],
  ['<!-- a\n\nb --> c', ' c\n'],
  ['<!-- never ended', ''],
]

describe('HTML is shown without its comments', () => {
  test.each(CASES)('%j', (html, wanted) => {
    expect(shown([html])).toBe(wanted)
  })

  test.each(CASES)('wherever it is cut: %j', (html, wanted) => {
    for (let at = 1; at < html.length; at++) expect(shown([html.slice(0, at), html.slice(at)])).toBe(wanted)
    expect(shown(html.split(''))).toBe(wanted)
  })

  test('of any length, as a browser takes comments off, and what is shown of it stays', { timeout: propertyTimeout }, () => {
    const pieces = fc.constantFrom('<!--', '-->', '-', '>', '<', '!', 'a', '\n', 'text of a comment or none '.repeat(20))
    const html = fc.array(pieces, { minLength: 1, maxLength: 40 }).map((parts) => `<div>${parts.join('').replace(/\n+/g, '\n')}`)
    holds(
      fc.tuple(html, splits),
      ([text, lengths]) => {
        const markdown = createMarkdown()
        let before = ''
        for (const piece of piecesOf(text, lengths)) {
          markdown.append(piece)
          if (markdown.root.children.length === 0) continue
          const now = shownOf(markdown)
          expect(now.startsWith(before)).toBe(true)
          before = now
        }
        markdown.finish()
        const { text: whole } = htmlBlock(markdown)
        expect(shownOf(markdown).startsWith(before)).toBe(true)
        expect(shownOf(markdown)).toBe(whole.chunks.join('').replace(/<!--(?:-?>|[^]*?(?:-->|$))/g, ''))
      },
      200,
    )
  })
})
