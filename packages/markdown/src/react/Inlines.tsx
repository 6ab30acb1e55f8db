import { Fragment, memo, type ReactNode } from 'react'
import type { Inline, InlineContent, Link } from '../tree.js'
import { drawImage } from './drawImage.js'
import type { Drawing } from './Drawing.js'
import { element } from './element.js'
import { hostToShow, withAsciiHosts } from './hosts.js'
import { plainText } from './plainText.js'
import { drawSequence } from './Sequence.js'
import { judgeLink, stripUnseen } from './urlPolicy.js'
import { visible } from './visible.js'

/** Text with its inline markup, run by run. Most has one run only, which is drawn by who draws the text. */
export function drawContent({ runs, revision }: InlineContent, drawing: Drawing): ReactNode[] {
  return [...drawInlines(runs[0] ?? [], drawing), ...drawSequence({ items: runs, draw: drawRun, drawing, revision, from: 1 })]
}

function drawRun(item: readonly Inline[], index: number, drawing: Drawing): ReactNode {
  // The nodes of the first have the keys from 0 on.
  return <Run key={-index} item={item} drawing={drawing} />
}

const Run = memo(function Run({ item, drawing }: { item: readonly Inline[]; drawing: Drawing }): ReactNode {
  return drawInlines(item, drawing)
})

/** A node's place is its key: text only grows at its end. */
export function drawInlines(nodes: readonly Inline[], drawing: Drawing): ReactNode[] {
  return nodes.map((node, index) => drawInline(node, index, drawing))
}

function drawInline(node: Inline, key: number, drawing: Drawing): ReactNode {
  const { labels, components } = drawing
  switch (node.type) {
    case 'text':
      return drawing.breaks ? drawLines(node.value, drawing) : visible(node.value, labels)
    case 'break':
      return element(drawing, 'br', { key })
    case 'inlineCode':
      return element(drawing, 'code', { key, dir: 'auto' }, visible(node.value, labels))
    case 'html':
      // The only break that a cell of a table can have: text of a model is full of it.
      if (/^<br\s*\/?>$/i.test(node.value)) return element(drawing, 'br', { key })
      return node.value.startsWith('<!--') ? null : visible(node.value, labels)
    case 'inlineMath': {
      const { formula: Formula } = components
      if (Formula !== undefined && !node.pending) return <Formula key={key} source={node.value} display={node.display} />
      return element(drawing, 'code', { key, className: 'language-math' }, visible(node.value, labels))
    }
    case 'emphasis':
      return element(drawing, 'em', { key }, ...drawInlines(node.children, drawing))
    case 'strong':
      return element(drawing, 'strong', { key }, ...drawInlines(node.children, drawing))
    case 'delete':
      return element(drawing, 'del', { key }, ...drawInlines(node.children, drawing))
    case 'link':
      return drawLink(node, key, drawing)
    case 'image':
      return drawImage(node, key, drawing)
    case 'footnoteReference':
      break
  }
  const { number } = node
  const link = {
    href: `#${drawing.idPrefix}fn-${number}`,
    role: 'doc-noteref',
    'aria-label': labels.footnote(number),
    'data-footnote': number,
  }
  return element(drawing, 'sup', { key }, drawing.isInLink ? number : element(drawing, 'a', link, number))
}

/** Text whose lines end where they were written to. */
function drawLines(text: string, drawing: Drawing): ReactNode {
  return text.split('\n').map((line, at) => (
    // Text only grows at its end.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={at}>
      {at === 0 ? null : element(drawing, 'br', {})}
      {visible(line, drawing.labels)}
    </Fragment>
  ))
}

/**
 * A link, which leads nowhere while its address may still grow, and where the policy does not let it through. What it says of itself is held
 * against where it leads.
 */
function drawLink(node: Link, key: number, drawing: Drawing): ReactNode {
  const children = drawInlines(withHostsShown(node.children), { ...drawing, isInLink: true })
  if (drawing.isInLink) return <Fragment key={key}>{children}</Fragment>
  const url = node.pending ? null : judgeLink(node.url, drawing.urlPolicy)
  if (url === null) return element(drawing, 'a', { key }, ...children)
  const host = hostToShow(plainText(node.children), url)
  const props = {
    key,
    href: url.href,
    title: node.title === null ? undefined : withAsciiHosts(stripUnseen(node.title)),
    rel: 'noopener noreferrer nofollow',
    target: /^https?:$/.test(url.protocol) ? '_blank' : undefined,
  }
  const note = host === null ? null : <span className="rivulet-host">{` (${host})`}</span>
  return element(drawing, 'a', props, ...children, note)
}

/** The text of a link with the names of hosts in ASCII: without its markup and what is not seen where such a name goes on beyond them. */
function withHostsShown(nodes: readonly Inline[]): readonly Inline[] {
  const text = stripUnseen(plainText(nodes))
  const ascii = withAsciiHosts(text)
  if (ascii === text) return nodes
  const drawn = nodes.map(inAscii)
  return stripUnseen(plainText(drawn)) === ascii ? drawn : [{ type: 'text', value: ascii }]
}

function inAscii(node: Inline): Inline {
  if ('children' in node) return { ...node, children: node.children.map(inAscii) }
  return node.type === 'text' || node.type === 'inlineCode' ? { ...node, value: withAsciiHosts(node.value) } : node
}
