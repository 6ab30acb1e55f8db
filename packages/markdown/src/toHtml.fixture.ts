// The HTML that the specifications print, raw HTML as it is: for the tests alone, nothing that is published makes any.
import type { Block, Inline, InlineContent, List, ListItem, Root, Table, TableRow } from './tree.js'

const NAMES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => NAMES[character] ?? character)
}

function escapeUrl(url: string): string {
  const whole = url
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
  return escape(encodeURI(whole).replace(/%25([\da-f]{2})/gi, '%$1'))
}

function plain(nodes: readonly Inline[]): string {
  return nodes.map(plainOf).join('')
}

function plainOf(node: Inline): string {
  if ('children' in node) return plain(node.children)
  if (node.type === 'break') return '\n'
  return node.type === 'footnoteReference' ? '' : node.value
}

const titleOf = (title: string | null) => (title ? ` title="${escape(title)}"` : '')

function inline(node: Inline): string {
  switch (node.type) {
    case 'text':
      return escape(node.value)
    case 'break':
      return '<br />\n'
    case 'inlineCode':
      return `<code>${escape(node.value)}</code>`
    case 'html':
      return node.value
    case 'inlineMath':
      return `<code class="language-math math-${node.display ? 'display' : 'inline'}">${escape(node.value)}</code>`
    case 'emphasis':
      return `<em>${inlines(node.children)}</em>`
    case 'strong':
      return `<strong>${inlines(node.children)}</strong>`
    case 'delete':
      return `<del>${inlines(node.children)}</del>`
    case 'link':
      if (node.pending && node.url === '') return `<a>${inlines(node.children)}</a>`
      return `<a href="${escapeUrl(node.url)}"${titleOf(node.title)}>${inlines(node.children)}</a>`
    case 'image':
      if (node.pending) return `<img alt="${escape(plain(node.children))}" />`
      return `<img src="${escapeUrl(node.url)}" alt="${escape(plain(node.children))}"${titleOf(node.title)} />`
    case 'footnoteReference':
      break
  }
  return `<sup>${escape(node.label)}</sup>`
}

function inlines(nodes: readonly Inline[]): string {
  return nodes.map(inline).join('')
}

function contentOf({ runs }: InlineContent): string {
  return runs.map(inlines).join('')
}

function blocks(children: readonly Block[]): string {
  return children.map((child) => blockHtml(child)).join('')
}

function list(node: List): string {
  const tag = node.ordered ? 'ol' : 'ul'
  const start = node.ordered && node.start !== 1 ? ` start="${node.start}"` : ''
  return `<${tag}${start}>\n${node.children.map((child) => item(child, node.tight)).join('')}</${tag}>\n`
}

function item({ checked, children }: ListItem, tight: boolean): string {
  const box = checked === null ? '' : `<input ${checked ? 'checked="" ' : ''}disabled="" type="checkbox"> `
  const isBare = (child: Block | undefined) => tight && child?.type === 'paragraph'
  const content = children.map((child, place) => {
    if (isBare(child)) return blockHtml(child, true)
    return (place === 0 || isBare(children[place - 1]) ? '\n' : '') + blockHtml(child)
  })
  return `<li>${box}${content.join('')}</li>\n`
}

function row({ cells }: TableRow, align: Table['align'], tag: 'th' | 'td'): string {
  const html = align.map((side, place) => {
    const cell = cells[place]
    return `<${tag}${side === null ? '' : ` align="${side}"`}>${cell === undefined ? '' : contentOf(cell)}</${tag}>\n`
  })
  return `<tr>\n${html.join('')}</tr>\n`
}

function table({ align, children: [header, ...rows] }: Table): string {
  const head = header === undefined ? '' : `<thead>\n${row(header, align, 'th')}</thead>\n`
  const body = rows.length === 0 ? '' : `<tbody>\n${rows.map((each) => row(each, align, 'td')).join('')}</tbody>\n`
  return `<table>\n${head}${body}</table>\n`
}

/** The HTML of a block and all that is in it. */
export function blockHtml(node: Block | Root, isBare = false): string {
  switch (node.type) {
    case 'root':
      return blocks(node.children)
    case 'paragraph':
      return isBare ? contentOf(node.content) : `<p>${contentOf(node.content)}</p>\n`
    case 'heading':
      return `<h${node.depth}>${contentOf(node.content)}</h${node.depth}>\n`
    case 'thematicBreak':
      return '<hr />\n'
    case 'blockquote':
      return `<blockquote>\n${blocks(node.children)}</blockquote>\n`
    case 'list':
      return list(node)
    case 'listItem':
      return item(node, false)
    case 'code':
      return `<pre><code${node.lang === null ? '' : ` class="language-${escape(node.lang)}"`}>${escape(node.text.chunks.join(''))}</code></pre>\n`
    case 'html':
      return `${node.text.chunks.join('').replace(/\n+$/, '')}\n`
    case 'math':
      return `<pre><code class="language-math math-display">${escape(node.text.chunks.join(''))}</code></pre>\n`
    case 'table':
      return table(node)
    case 'tableRow':
      return row(node, [], 'td')
    case 'footnoteDefinition':
      break
  }
  return `<section id="${escape(node.label)}">\n${blocks(node.children)}</section>\n`
}
