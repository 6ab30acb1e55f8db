import type {
  BlockContent,
  DefinitionContent,
  List as MdastList,
  ListItem as MdastListItem,
  RootContent,
  TableRow as MdastTableRow,
} from 'mdast'
import type { Block, Chunked, List, ListItem, TableRow } from '../tree.js'
import { footnoteIdentifier, phrasing } from './inlines.js'
import { mathNode } from './math.js'

/**
 * A block as a node of mdast, made anew, so that plugins may change it: for those of remark that need to see no more than a block, run once
 * for each that is closed.
 *
 * It has no positions. References are links and images already, so that there are no definitions; addresses are as they were written:
 * judge them before you link to them. A list is `spread` where it is loose, and so is each of its items. Formulas are nodes of
 * mdast-util-math, which the types of mdast know where those of that package are there: `MathNode`, `InlineMathNode`.
 *
 * @see https://github.com/syntax-tree/mdast
 */
export function toMdast(block: Block): RootContent {
  switch (block.type) {
    case 'paragraph':
      return { type: 'paragraph', children: phrasing(block.content) }
    case 'heading':
      return { type: 'heading', depth: block.depth, children: phrasing(block.content) }
    case 'thematicBreak':
      return { type: 'thematicBreak' }
    case 'blockquote':
      return { type: 'blockquote', children: flow(block.children) }
    case 'list':
      return list(block)
    case 'listItem':
      return item(block)
    case 'code':
      return { type: 'code', lang: block.lang, meta: block.meta, value: valueOf(block.text) }
    case 'html':
      return { type: 'html', value: valueOf(block.text) }
    case 'math':
      return mathNode(block) as unknown as RootContent
    case 'table':
      return { type: 'table', align: [...block.align], children: block.children.map(row) }
    case 'tableRow':
      return row(block)
    case 'footnoteDefinition':
      break
  }
  return { type: 'footnoteDefinition', identifier: footnoteIdentifier(block), label: block.label, children: flow(block.children) }
}

function flow(blocks: readonly Block[]): (BlockContent | DefinitionContent)[] {
  return blocks.map((block) => toMdast(block) as BlockContent | DefinitionContent)
}

function list({ ordered, start, tight, children }: List): MdastList {
  return { type: 'list', ordered, start: ordered ? start : null, spread: !tight, children: children.map((child) => item(child, !tight)) }
}

/** An item alone does not know whether its list is loose. */
function item({ checked, children }: ListItem, spread?: boolean): MdastListItem {
  return { type: 'listItem', ...(spread === undefined ? {} : { spread }), checked, children: flow(children) }
}

function row({ cells }: TableRow): MdastTableRow {
  return { type: 'tableRow', children: cells.map((cell) => ({ type: 'tableCell', children: phrasing(cell) })) }
}

function valueOf({ chunks }: Chunked): string {
  return chunks.join('').replace(/\n$/, '')
}
