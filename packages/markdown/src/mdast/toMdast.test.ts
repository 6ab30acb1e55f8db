import type { Nodes, Root, RootContent, TableRow } from 'mdast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { toHast } from 'mdast-util-to-hast'
import { gfm } from 'micromark-extension-gfm'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { createMarkdown } from '../createMarkdown.js'
import type { MarkdownOptions } from '../MarkdownOptions.js'
import { commonMarkExamples, gfmExamples } from '../specs.fixture.js'
import type { List } from '../tree.js'
import { toMdast } from './toMdast.js'

function ours(text: string, options: MarkdownOptions): RootContent[] {
  const markdown = createMarkdown(options)
  markdown.append(text)
  markdown.finish()
  return markdown.root.children.map((block) => toMdast(block))
}

function theirs(text: string, hasGfm: boolean): RootContent[] {
  return settled(fromMarkdown(text, hasGfm ? { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] } : {}))
}

type Definition = Extract<Nodes, { type: 'definition' }>

/**
 * Their tree as ours is: without positions, with references resolved, with one `spread` for a list and its items; line ends within code spans
 * are blanks, cells past the last column are dropped, as the specifications have it, and HTML that the text ends in has no line end.
 */
function settled(root: Root): RootContent[] {
  const definitions = new Map<string, Definition>()
  collect(root)
  return settle(root.children)

  function collect(node: Nodes): void {
    if (node.type === 'definition' && !definitions.has(node.identifier)) definitions.set(node.identifier, node)
    if ('children' in node) for (const child of node.children) collect(child)
  }

  function settle(nodes: readonly Nodes[], spread?: boolean): RootContent[] {
    return nodes.filter(({ type }) => type !== 'definition').map((node) => settleOne(node, spread) as RootContent)
  }

  function settleOne(positioned: Nodes, spread?: boolean): object {
    const node = { ...positioned }
    delete node.position
    if (node.type === 'linkReference' || node.type === 'imageReference') {
      const { url, title = null } = definitions.get(node.identifier)!
      if (node.type === 'imageReference') return { type: 'image', url, title, alt: node.alt }
      return { type: 'link', url, title, children: settle(node.children) }
    }
    if (node.type === 'list') {
      const isLoose = node.spread === true || node.children.some((child) => child.spread)
      return { ...node, spread: isLoose, children: settle(node.children, isLoose) }
    }
    if (node.type === 'inlineCode') return { ...node, value: node.value.replaceAll('\n', ' ') }
    if (node.type === 'html') return { ...node, value: node.value.replace(/\n$/, '') }
    if (node.type === 'table') return { ...node, children: node.children.map((row) => settleRow(row, node.align!.length)) }
    if (node.type === 'listItem') return { ...node, spread, children: settle(node.children) }
    return 'children' in node ? { ...node, children: settle(node.children) } : node
  }

  function settleRow({ children }: TableRow, columns: number): object {
    return { type: 'tableRow', children: settle(children.slice(0, columns)) }
  }
}

describe('CommonMark 0.31.2', () => {
  test.each(commonMarkExamples())('$number: $section', ({ markdown }) => {
    expect(ours(markdown, { gfm: false })).toEqual(theirs(markdown, false))
  })
})

// Needs ../shared beside the checkout, and is skipped without it.
// The last is about bare addresses of FTP, which micromark does not link.
const extensions = gfmExamples().filter(({ markdown }) => !markdown.includes('ftp://'))

describe.skipIf(extensions.length === 0)("GFM's extensions", () => {
  test.each(extensions)('$number: $section', ({ markdown }) => {
    expect(ours(markdown, {})).toEqual(theirs(markdown, true))
  })
})

describe('footnotes', () => {
  test.each([
    'a[^1] b[^Big Note] c[^Note]\n\n[^1]: one\n\n[^Note]: *two*\n\n    three\n',
    '> [^ß]\n\n[^ẞ]: sharp\n',
    'a[^x]\n\n[^x]: first\n\n[^x]: second\n',
  ])('%j', (markdown) => {
    expect(ours(markdown, { footnotes: true })).toEqual(theirs(markdown, true))
  })
})

describe('math, as mdast-util-math names it', () => {
  test('within a line and on lines of its own', () => {
    const [paragraph, math] = ours('a $x$ and $$y$$\n\n$$\n\\frac12\n$$\n', { math: true })
    expect(paragraph).toMatchObject({ children: [{ value: 'a ' }, { type: 'inlineMath', value: 'x' }, { value: ' and ' }, { value: 'y' }] })
    expect(math).toMatchObject({ type: 'math', meta: null, value: '\\frac12' })
  })

  test('is code with a class where nothing else knows it', () => {
    const tree: Root = { type: 'root', children: ours('a $x$ and $$y$$\n\n$$\n\\frac12\n$$\n', { math: true }) }
    const html = renderToStaticMarkup(toJsxRuntime(toHast(tree), { Fragment, jsx, jsxs }))
    expect(html).toBe(
      '<p>a <code class="language-math math-inline">x</code> and <code class="language-math math-display">y</code></p>\n' +
        '<pre><code class="language-math math-display">\\frac12</code></pre>',
    )
  })
})

test('plugins may change the nodes: they are made anew', () => {
  const markdown = createMarkdown()
  markdown.append('a *b*\n\nc')
  const block = markdown.root.children[0]!
  const first = toMdast(block)
  Object.assign(first, { children: [] })
  expect(toMdast(block)).toEqual({
    type: 'paragraph',
    children: [
      { type: 'text', value: 'a ' },
      { type: 'emphasis', children: [{ type: 'text', value: 'b' }] },
    ],
  })
})

test('a link or an image whose address may still grow is its text', () => {
  const markdown = createMarkdown()
  markdown.append('[a](https://a.exa')
  expect(toMdast(markdown.root.children[0]!)).toEqual({ type: 'paragraph', children: [{ type: 'text', value: 'a' }] })
  markdown.replace('![a](https://a.exa')
  expect(toMdast(markdown.root.children[0]!)).toEqual({ type: 'paragraph', children: [{ type: 'text', value: 'a' }] })
})

test('an item alone does not tell whether its list is loose', () => {
  const [list] = ours('- [x] a\n- b\n', {})
  expect(list).toMatchObject({
    spread: false,
    children: [
      { checked: true, spread: false },
      { checked: null, spread: false },
    ],
  })
  const markdown = createMarkdown()
  markdown.append('- a\n- b\n\nc\n')
  const block = markdown.root.children[0] as List
  expect(toMdast(block.children[0]!)).not.toHaveProperty('spread')
})
