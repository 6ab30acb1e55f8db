import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMarkdown, type MarkdownSource } from './createMarkdown.js'
import { giants, holds, longSplits, piecesOf, propertyTimeout } from './documents.fixture.js'
import { walk } from './outline.fixture.js'
import type { Inline, InlineContent, Table } from './tree.js'

const WORDS = 'words that go on and on, '.repeat(60)
const USE = `${WORDS}[a] ${WORDS}`

function contents({ root }: MarkdownSource): InlineContent[] {
  const all: InlineContent[] = []
  walk(root, (block) => {
    if ('content' in block) all.push(block.content)
    if ('cells' in block) all.push(...block.cells)
  })
  return all
}

describe('the revision of a text', () => {
  test('tells that frozen runs of it were parsed again', () => {
    const markdown = createMarkdown()
    markdown.append(`${USE}\n\n${WORDS}\n\n`)
    const [used, other] = contents(markdown)
    const before = [...(used?.runs ?? [])]
    const others = [...(other?.runs ?? [])]
    expect(before.length).toBeGreaterThan(3)
    expect([used?.revision, other?.revision]).toEqual([0, 0])
    markdown.append('[a]: /u\n\n')
    expect([used?.revision, other?.revision]).toEqual([1, 0])
    expect(other?.runs).toEqual(others)
    const changed = used?.runs.filter((run, place) => run !== before[place])
    expect(changed).toHaveLength(1)
    expect(changed?.[0]?.some(({ type }) => type === 'link')).toBe(true)
  })

  test('stays where only the end was parsed again, which is not frozen', () => {
    const markdown = createMarkdown()
    markdown.append(`${WORDS}[a]`)
    const [content] = contents(markdown)
    markdown.append(' more\n\n[a]: /u\n\n')
    expect(content?.revision).toBe(0)
    expect(content?.runs.at(-1)?.some(({ type }) => type === 'link')).toBe(true)
  })

  test('grows once a run that uses the label, and not for another label', () => {
    const markdown = createMarkdown()
    markdown.append(`${USE}${USE}\n\n[b]: /v\n\n`)
    const [content] = contents(markdown)
    expect(content?.revision).toBe(0)
    markdown.append('[a]: /u\n\n')
    expect(content?.revision).toBe(2)
    markdown.append('[a]: /w\n\n')
    expect(content?.revision).toBe(2)
  })

  test('grows if and only if another run stands where a frozen one stood, for any text', { timeout: propertyTimeout }, () => {
    const late = fc.constantFrom('', '\n\n[foo]: /u\n\nmore [foo]', '\n\n[^n]: note\n\n[x]: /y\n')
    holds(
      fc.tuple(giants, late, longSplits),
      ([text, end, lengths]) => {
        // Without tables: a table takes its header off the runs that hold it.
        const markdown = createMarkdown({ gfm: false, footnotes: true })
        const seen = new Map<InlineContent, { revision: number; frozen: readonly (readonly Inline[])[] }>()
        for (const piece of piecesOf(text + end, lengths)) {
          markdown.append(piece)
          for (const content of contents(markdown)) {
            const { revision, runs } = content
            const { revision: before = 0, frozen = [] } = seen.get(content) ?? {}
            const isAnew = frozen.some((run, place) => runs[place] !== run)
            // One that froze in this piece may have been parsed again in it, too, before anybody saw it.
            const mayBeAnew = isAnew || runs.length - 1 > frozen.length
            expect({ isAnew, mayBeAnew }).toEqual({ isAnew: isAnew && revision !== before, mayBeAnew: mayBeAnew || revision !== before })
            seen.set(content, { revision, frozen: runs.slice(0, -1) })
          }
        }
      },
      10,
      0.02,
    )
  })
})

describe('a row of a table', () => {
  test('knows how its columns are aligned, while it is written and where it has fewer cells', () => {
    const markdown = createMarkdown()
    markdown.append('| a | b | c | d |\n|:--|:-:|--:|---|\n| e | f | g | h |\n| i')
    const [table] = markdown.root.children as readonly Table[]
    const align = ['left', 'center', 'right', null]
    expect(table?.align).toEqual(align)
    expect(table?.children.map((row) => [row.align, row.cells.length])).toEqual([
      [align, 4],
      [align, 4],
      [align, 1],
    ])
  })
})
