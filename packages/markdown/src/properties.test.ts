import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMarkdown, type MarkdownSource } from './createMarkdown.js'
import { dense, documents, giants, holds, longSplits, piecesOf, propertyTimeout, splits, syntaxes } from './documents.fixture.js'
import type { MarkdownOptions } from './MarkdownOptions.js'
import { blockHtml } from './toHtml.fixture.js'
import { expectSameTree, walk } from './outline.fixture.js'
import type { Block, Root } from './tree.js'

function wholeOf(text: string, options: MarkdownOptions): MarkdownSource {
  const markdown = createMarkdown(options)
  markdown.append(text)
  return markdown
}

const short = fc.tuple(documents, syntaxes, splits)
const long = fc.tuple(giants, syntaxes, longSplits)
const marked = fc.tuple(dense, syntaxes, longSplits)

describe('for any text, however it is cut', { timeout: propertyTimeout }, () => {
  test.each([
    { name: 'short texts', arbitrary: short, runs: 300, share: 1 },
    { name: 'giant paragraphs', arbitrary: long, runs: 10, share: 0.2 },
    { name: 'little but markup', arbitrary: marked, runs: 10, share: 0.2 },
  ])('streaming gives the tree of the whole: $name', ({ arbitrary, runs, share }) => {
    holds(
      arbitrary,
      ([text, options, lengths]) => {
        const streamed = createMarkdown(options)
        for (const piece of piecesOf(text, lengths)) streamed.append(piece)
        const whole = wholeOf(text, options)
        streamed.finish()
        whole.finish()
        expectSameTree(streamed.root, whole.root)
        expect(blockHtml(streamed.root)).toBe(blockHtml(whole.root))
      },
      runs,
      share,
    )
  })

  test.each([
    { name: 'short texts', arbitrary: short, runs: 200, share: 1, every: 1 },
    { name: 'giant paragraphs', arbitrary: long, runs: 6, share: 0.05, every: 10 },
    { name: 'little but markup', arbitrary: marked, runs: 4, share: 0.05, every: 3 },
  ])('what is shown of a prefix is what that prefix alone shows: $name', ({ arbitrary, runs, share, every }) => {
    holds(
      arbitrary,
      ([text, options, lengths]) => {
        const streamed = createMarkdown(options)
        for (const [turn, piece] of piecesOf(text, lengths).entries()) {
          streamed.append(piece)
          if (turn % every === 0) expectSameTree(streamed.root, wholeOf(streamed.text, options).root)
        }
      },
      runs,
      share,
    )
  })

  test('closed blocks stay what and where they are, and their version tells when they are drawn anew', () => {
    holds(
      short,
      ([text, options, lengths]) => {
        const streamed = createMarkdown(options)
        const closed = new Map<Block, { parent: Root | Block; version: number; html: string }>()
        for (const piece of piecesOf(text, lengths)) {
          streamed.append(piece)
          for (const [block, { parent, version, html }] of closed) {
            if (!('children' in parent && parent.children[block.key] === block)) expect.fail(`${block.type} ${block.key} was moved`)
            // A list's items are drawn anew when it turns loose, which the list's own version tells.
            const isSame = block.version === version && block.type !== 'list' && block.type !== 'listItem'
            if (isSame && blockHtml(block) !== html) expect(blockHtml(block)).toBe(html)
          }
          walk(streamed.root, (block, parent) => {
            if (!block.open) closed.set(block, { parent, version: block.version, html: blockHtml(block) })
          })
        }
      },
      200,
    )
  })

  test('a node is as new as the newest in it, and so are the groups of its children', () => {
    holds(
      short,
      ([text, options, lengths]) => {
        const streamed = createMarkdown(options)
        let before = 0
        for (const piece of piecesOf(text, lengths)) {
          streamed.append(piece)
          walk(streamed.root, (block, parent) => {
            const group = parent.groupVersions[block.key >> 5] ?? 0
            const section = parent.sectionVersions[block.key >> 10] ?? 0
            if (block.version > Math.min(parent.version, group, section))
              expect.fail(`${block.type} ${block.key} is newer than what holds it`)
          })
          expect(streamed.root.version).toBeGreaterThanOrEqual(before)
          before = streamed.root.version
        }
      },
      100,
    )
  })

  test('replacing gives the tree of the new text', () => {
    holds(
      fc.tuple(documents, documents, fc.nat(), syntaxes, splits, fc.boolean()),
      ([text, other, cut, options, lengths, finished]) => {
        const replaced = createMarkdown(options)
        for (const piece of piecesOf(text, lengths)) replaced.append(piece)
        if (finished) replaced.finish()
        const next = text.slice(0, cut % (text.length + 1)) + other
        replaced.replace(next)
        const whole = wholeOf(next, options)
        if (!(finished && next === text)) expectSameTree(replaced.root, whole.root)
        replaced.finish()
        whole.finish()
        expect(replaced.text).toBe(next)
        expectSameTree(replaced.root, whole.root)
      },
      200,
    )
  })
})
