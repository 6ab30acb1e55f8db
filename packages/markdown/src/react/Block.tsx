import { memo, type MemoExoticComponent, type ReactNode } from 'react'
import type { Block as BlockNode, List, ListItem, Parent, Table, TableRow } from '../tree.js'
import { directionOf, type Direction } from './directionOf.js'
import type { Drawing } from './Drawing.js'
import { element } from './element.js'
import { drawContent } from './Inlines.js'
import { drawCode, drawHtml, drawMath } from './leaves.js'
import { betweenBlocks, live } from './live.js'
import { drawSequence, GROUP } from './Sequence.js'

/**
 * Where a block stands. Outermost blocks find their own direction, and what is in them shares it. Paragraphs of a tight list are drawn without
 * an element.
 */
export type Place = 'outermost' | 'within' | 'tight'

export interface BlockProps {
  node: BlockNode
  /** The node is changed in place: another version tells that it was. */
  version: number
  place: Place
  drawing: Drawing
}

/** A block and all that is in it. */
export const Block: MemoExoticComponent<(props: BlockProps) => ReactNode> = memo(function Block({ node, version, place, drawing }) {
  const dir = place === 'outermost' ? directionOf(node) : undefined
  const { renderBlock } = drawing
  const own = renderBlock !== undefined && place === 'outermost' && !node.open ? renderBlock(node) : undefined
  if (own !== undefined) return own
  switch (node.type) {
    case 'paragraph': {
      const content = drawContent(node.content, drawing)
      return place === 'tight' ? content : element(drawing, 'p', { dir, ...live(node) }, content)
    }
    case 'heading':
      return element(drawing, `h${node.depth}`, { dir, ...live(node) }, drawContent(node.content, drawing))
    case 'thematicBreak':
      return element(drawing, 'hr', null)
    case 'blockquote':
      return element(drawing, 'blockquote', { dir, ...live(betweenBlocks(node)) }, drawChildren(node, 'within', drawing))
    case 'list':
      return drawList(node, dir, drawing)
    case 'listItem':
      return drawItem(node, place, drawing)
    case 'code':
      return drawCode(node, version, drawing)
    case 'html':
      return drawHtml(node, dir, drawing)
    case 'math':
      return drawMath(node, drawing)
    case 'table':
      return drawTable(node, dir, drawing)
    case 'tableRow':
      return drawRow(node, drawing)
    case 'footnoteDefinition':
      break
  }
  // Drawn behind the text, with the other footnotes.
  return null
})

function drawList(node: List, dir: Direction, drawing: Drawing): ReactNode {
  const children = drawChildren(node, node.tight ? 'tight' : 'within', drawing)
  if (!node.ordered) return element(drawing, 'ul', { dir }, children)
  return element(drawing, 'ol', { dir, start: node.start === 1 ? undefined : node.start }, children)
}

function drawItem(node: ListItem, place: Place, drawing: Drawing): ReactNode {
  const { checked, children } = node
  const { taskDone, taskOpen } = drawing.labels
  const last = children.at(-1)
  const hasBareText = place === 'tight' && last?.type === 'paragraph'
  const box =
    checked === null
      ? null
      : element(drawing, 'input', {
          type: 'checkbox',
          disabled: true,
          checked,
          readOnly: true,
          'aria-label': checked ? taskDone : taskOpen,
        })
  const props = { className: checked === null ? undefined : 'rivulet-task', ...live(hasBareText ? last : betweenBlocks(node)) }
  return element(drawing, 'li', props, box, ...drawChildren(node, place, drawing))
}

/** A table, in a box that scrolls where it is too wide. */
function drawTable(node: Table, dir: Direction, drawing: Drawing): ReactNode {
  const [header] = node.children
  const head = header && element(drawing, 'thead', null, <Block node={header} version={header.version} place="within" drawing={drawing} />)
  const body = node.children.length > 1 ? element(drawing, 'tbody', null, drawChildren(node, 'within', drawing, 1)) : null
  return (
    <div className="rivulet-table" dir={dir} tabIndex={0} role="group" aria-label={drawing.labels.table}>
      {element(drawing, 'table', null, head, body)}
    </div>
  )
}

/** A row of as many cells as the table has columns. */
function drawRow({ align, cells, key, open }: TableRow, drawing: Drawing): ReactNode {
  const tag = key === 0 ? 'th' : 'td'
  const drawn = align.map((side, place) => {
    const content = cells[place]
    const props = { key: place, align: side ?? undefined, ...live({ open: open && place === cells.length - 1 }) }
    return element(drawing, tag, props, content === undefined ? null : drawContent(content, drawing))
  })
  return element(drawing, 'tr', null, ...drawn)
}

/** The children of a block, `from` that one on. */
export function drawChildren(parent: Parent<BlockNode>, place: Place, drawing: Drawing, from = 0): ReactNode[] {
  return drawSequence({
    items: parent.children,
    draw: drawBlock,
    revision: place,
    drawing,
    from,
    versionOf: (index, size) => parent[size === GROUP ? 'groupVersions' : 'sectionVersions'][index],
  })
}

function drawBlock(node: BlockNode, key: number, drawing: Drawing, place: Place): ReactNode {
  return <Block key={key} node={node} version={node.version} place={place} drawing={drawing} />
}
