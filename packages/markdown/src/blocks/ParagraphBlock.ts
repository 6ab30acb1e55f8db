import { DEFINITION_CHARS, HELD_ROW_CHARS } from '../caps.js'
import { OPEN_BRACKET } from '../inlines/characters.js'
import type { InlineText } from '../inlines/InlineText.js'
import { scanDefinition } from '../references/scanDefinition.js'
import { LeafBlock, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'
import { ListItemBlock } from './ListBlock.js'

/**
 * A paragraph enters the tree when it has text of its own.
 *
 * Invariant: what is text of the paragraph never turns into anything else, save the whole into a heading. So its beginning is held back
 * while it may be a definition or a task's box, and a line that begins with `|` until the next one shows whether it heads a table.
 *
 * @see https://spec.commonmark.org/0.31.2/#paragraphs
 */
export class ParagraphBlock extends LeafBlock {
  readonly type = 'paragraph'
  readonly content: InlineText
  /** The beginning while it may be a definition; null once it is known to be none. */
  #beginning: string | null = ''
  /** A line that may be a table's header. */
  #heldRow: string | null = null
  /** The last line, unless it is too long for a table's header. */
  #lastLine: string | null = ''
  isInTree = false

  constructor(parser: BlockParser) {
    super(parser)
    this.content = parser.createText(this)
  }

  match(line: Line): Continuation {
    return line.isBlank ? 'stops' : 'continues'
  }

  override addLine(text: string): void {
    this.#releaseRow()
    if (this.#beginning !== '') this.#deliver('\n')
    this.#lastLine = ''
    this.endLineNumber = this.parser.lineNumber
    if (this.parser.syntax.gfm && text.startsWith('|')) this.#heldRow = ''
    this.addText(text)
  }

  addText(text: string): void {
    if (this.#lastLine !== null) this.#lastLine = this.#lastLine.length + text.length > DEFINITION_CHARS ? null : this.#lastLine + text
    if (this.#heldRow === null) this.#deliver(text)
    else {
      this.#heldRow += text
      if (this.#heldRow.length > HELD_ROW_CHARS) this.#releaseRow()
    }
  }

  endLine(): void {}

  #releaseRow(): void {
    const row = this.#heldRow
    this.#heldRow = null
    if (row !== null) this.#deliver(row)
  }

  #deliver(text: string): void {
    if (this.#beginning === null) this.content.append(text)
    else this.#beginning += text
  }

  /** Takes definitions off the beginning, and a task's box; the rest is text. */
  #settleBeginning(isWhole: boolean): void {
    while (this.#beginning !== null && this.#beginning.charCodeAt(0) === OPEN_BRACKET) {
      const task = this.#scanTask(this.#beginning)
      if (task === 'cut' && !isWhole) return
      if (task !== null && task !== 'cut') {
        this.#setTask(task.checked)
        this.#beginning = this.#beginning.slice(task.length)
        break
      }
      const { found, isOpen } = scanDefinition(this.#beginning, this.parser.meter)
      if (isOpen && !isWhole) return
      if (found === null) break
      const { label, url, title, end } = found
      this.parser.references.defineLink(label, { url, title, offset: this.startOffset })
      this.#beginning = this.#beginning.slice(end)
    }
    if (this.#beginning === null || !/[^ \t\n]/.test(this.#beginning)) return
    this.content.append(this.#beginning)
    this.#beginning = null
    this.isInTree = true
    this.parser.attach(this)
  }

  /** @see https://github.github.com/gfm/#task-list-items-extension- */
  #scanTask(text: string): { checked: boolean; length: number } | 'cut' | null {
    const { parent } = this
    if (!this.parser.syntax.gfm || !(parent instanceof ListItemBlock) || parent.children.length > 0) return null
    const [box, state] = /^\[([ xX])\][ \t\n]+/.exec(text) ?? []
    if (box === undefined) return /^\[[ xX]?\]?$/.test(text) ? 'cut' : null
    return box.length < text.length ? { checked: state !== ' ', length: box.length } : 'cut'
  }

  #setTask(checked: boolean): void {
    if (this.parent instanceof ListItemBlock) this.parent.checked = checked
  }

  /** The last line, if it may be the header of a table. */
  get header(): string | null {
    return this.#lastLine
  }

  /** Takes the last line off; answers whether nothing is left. */
  takeHeader(): boolean {
    const length = this.#heldRow === null ? (this.#lastLine ?? '').length + 1 : 1
    this.#heldRow = null
    this.endLineNumber--
    if (this.#beginning === null) this.content.cut(length)
    else this.#beginning = this.#beginning.slice(0, Math.max(0, this.#beginning.length - length))
    return this.#beginning === null ? this.content.isEmpty : this.#beginning === ''
  }

  /** All that came is text or definitions now. Answers whether there is text. */
  settle(): boolean {
    this.#releaseRow()
    this.#settleBeginning(true)
    if (!this.isInTree) this.#lastLine = null
    return this.isInTree
  }

  override drop(): void {
    this.content.drop()
  }

  override refresh(): void {
    // Once an append, however many lines it brought: a title that waits for its end is not looked at for each of them.
    this.#settleBeginning(false)
    if (this.isInTree) this.content.refresh()
  }

  override onClose(): void {
    if (this.settle()) this.content.close()
  }
}

export function startParagraph(parser: BlockParser, line: Line): ParagraphBlock {
  const paragraph = parser.open(new ParagraphBlock(parser))
  line.skipBlanks()
  paragraph.addLine(line.rest())
  return paragraph
}
