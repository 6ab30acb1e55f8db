import { TABLE_COLUMNS } from '../caps.js'
import type { Alignment } from '../tree.js'
import { ContainerBlock, type BlockNode, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'
import { ParagraphBlock } from './ParagraphBlock.js'
import type { Start } from './starts.js'
import { splitRow, TableRowBlock } from './TableRowBlock.js'

/** @see https://github.github.com/gfm/#tables-extension- */
export class TableBlock extends ContainerBlock {
  readonly type = 'table'

  constructor(readonly align: readonly Alignment[]) {
    super()
  }

  match(line: Line): Continuation {
    return line.isBlank ? 'stops' : 'continues'
  }

  override accepts(): boolean {
    return false
  }

  override onClose(clock: number): void {
    this.closeRow(clock)
  }

  /** Closes the last row, if there is one: it is the live end of the table until another follows. */
  closeRow(clock: number): void {
    const row = this.children.at(-1)
    if (row === undefined) return
    row.open = false
    row.touch(clock)
  }
}

export function addTableRow(parser: BlockParser, table: TableBlock, text: string): TableRowBlock {
  const row = new TableRowBlock(table.align, parser)
  table.endLineNumber = parser.lineNumber
  table.closeRow(parser.clock)
  parser.append(table, row)
  row.addLine(text)
  return row
}

/** The delimiter row: it makes the last line of a paragraph the header of a table. */
export function startTable(parser: BlockParser, line: Line, container: BlockNode): Start {
  if (!parser.syntax.gfm || line.isLong || parser.hasUnmatched || !(container instanceof ParagraphBlock)) return null
  const { header } = container
  const align = header === null ? null : delimiterRow(line.head)
  if (header === null || align === null || splitRow(header).length !== align.length) return null
  const { startOffset } = container
  const isWhole = container.takeHeader()
  if (isWhole) parser.remove(container)
  const table = parser.add(new TableBlock(align), parser.lineNumber - 1)
  // Read by itself, a line in the middle of a paragraph might be another block's.
  table.startOffset = isWhole ? startOffset : NaN
  addTableRow(parser, table, header).endLine()
  return 'consumed'
}

const ALIGNMENTS: Readonly<Record<string, Alignment>> = { ':-': 'left', ':-:': 'center', '-:': 'right' }

function delimiterRow(head: string): Alignment[] | null {
  if (!/^[-:| \t]+$/.test(head)) return null
  const cells = splitRow(head)
  if (cells.length === 0 || cells.length > TABLE_COLUMNS || !cells.every((cell) => /^:?-+:?$/.test(cell))) return null
  return cells.map((cell) => ALIGNMENTS[cell.replace(/-+/, '-')] ?? null)
}
