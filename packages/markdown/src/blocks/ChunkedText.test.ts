import { expect, test } from 'vitest'
import { createMarkdown } from '../createMarkdown.js'
import type { Block, Inline } from '../tree.js'

/** The pieces that are drawn as texts of their own. */
function textsOf(block: Block | undefined): string[] {
  if (block?.type === 'code') return [...block.text.chunks]
  return block?.type === 'paragraph'
    ? block.content.runs.map((run) => run.map((node: Inline) => ('value' in node ? node.value : '')).join(''))
    : []
}

test.each([
  ['code', '```\na', 'a'],
  ['code after an even number of characters', '```\n', ''],
  ['a word without end', 'a', 'a'],
  ['another', '', ''],
])('no piece of a long text ends within a character: %s', (_, before, first) => {
  for (const size of [1, 7, 4096, 100_000]) {
    const text = `${before}${'😀'.repeat(12_000)}`
    const markdown = createMarkdown()
    for (let at = 0; at < text.length; at += size) markdown.append(text.slice(at, at + size))
    const texts = textsOf(markdown.root.children[0])
    expect(texts.join('')).toBe(`${first}${'😀'.repeat(12_000)}`)
    expect(texts.length).toBeGreaterThan(1)
    expect(texts.filter((piece) => /\p{Surrogate}/u.test(piece))).toEqual([])
  }
})
