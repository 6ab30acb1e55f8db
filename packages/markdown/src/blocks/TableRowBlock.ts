import { BACKSLASH, skipBlanks, isBlank } from '../inlines/characters.js'
import type { InlineText } from '../inlines/InlineText.js'
import { LeafBlock, type Continuation } from './BlockNode.js'
import type { Alignment } from '../tree.js'
import type { BlockParser } from './BlockParser.js'

const PIPE = 124

/** A row: its cells are filled from left to right as its text comes, and what is more than the table has columns for is left out. */
export class TableRowBlock extends LeafBlock {
  readonly type = 'tableRow'
  readonly cells: InlineText[] = []
  #cell: InlineText | null = null
  #index = 0
  #isAtStart = true
  /** Whether the last character was a backslash that may escape a pipe. */
  #isEscaping = false

  constructor(
    readonly align: readonly Alignment[],
    parser: BlockParser,
  ) {
    super(parser)
  }

  match(): Continuation {
    return 'stops'
  }

  addText(text: string): void {
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (this.#isEscaping) {
        this.#isEscaping = false
        if (code !== PIPE) this.#push('\\')
      } else if (code === BACKSLASH || code === PIPE) {
        this.#push(text.slice(from, at))
        from = at + 1
        if (code === PIPE) this.#endCell()
        else this.#isEscaping = true
      }
    }
    this.#push(text.slice(from))
  }

  endLine(): void {
    if (this.#isEscaping) this.#push('\\')
    this.#cell?.close()
  }

  #push(text: string): void {
    if (this.#index >= this.align.length) return
    const rest = this.#cell === null ? text.slice(skipBlanks(text, 0)) : text
    if (rest === '') return
    this.#isAtStart = false
    this.#cell ??= this.#addCell()
    this.#cell.append(rest)
  }

  #endCell(): void {
    if (this.#isAtStart) {
      this.#isAtStart = false
      return
    }
    if (this.#index >= this.align.length) return
    this.#cell ??= this.#addCell()
    this.#cell.close()
    this.#cell = null
    this.#index++
  }

  #addCell(): InlineText {
    const cell = this.parser.createText(this)
    this.cells.push(cell)
    return cell
  }

  override drop(): void {
    for (const cell of this.cells) cell.drop()
  }

  override refresh(): void {
    this.#cell?.refresh()
  }
}

/** The cells of a whole row. */
export function splitRow(row: string): string[] {
  const cells: string[] = []
  let end = row.length
  while (end > 0 && isBlank(row.charCodeAt(end - 1))) end--
  let from = skipBlanks(row, 0, end)
  if (row.charCodeAt(from) === PIPE) from++
  for (let at = from; at < end; at++) {
    if (row.charCodeAt(at) === BACKSLASH) at++
    else if (row.charCodeAt(at) === PIPE) {
      cells.push(row.slice(from, at).trim())
      from = at + 1
    }
  }
  const last = row.slice(from, end).trim()
  return last === '' ? cells : [...cells, last]
}
