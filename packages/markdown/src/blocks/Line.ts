import { LINE_START_CHARS } from '../caps.js'
import { SPACE, TAB } from '../inlines/characters.js'

/** A line, and how far the blocks that it continues have taken it. @see https://spec.commonmark.org/0.31.2/#tabs */
export class Line {
  offset = 0
  column = 0
  /** Whether a tab was taken in part: the columns that are left of it are spaces of the content. */
  #isInTab = false
  #nextOffset = -1
  #nextColumn = 0

  constructor(readonly text: string) {}

  /** Whether the line shows no more than its beginning to what looks for blocks in it. */
  get isLong(): boolean {
    return this.text.length > LINE_START_CHARS
  }

  /** Where the first character stands that is no blank; found once for all blocks that ask. */
  get next(): number {
    if (this.#nextOffset >= this.offset) return this.#nextOffset
    let { offset, column } = this
    for (; ; offset++) {
      const code = this.text.charCodeAt(offset)
      if (code === SPACE) column++
      else if (code === TAB) column += 4 - (column % 4)
      else break
    }
    this.#nextOffset = offset
    this.#nextColumn = column
    return offset
  }

  get indent(): number {
    return this.next < 0 ? 0 : this.#nextColumn - this.column
  }

  get isIndented(): boolean {
    return this.indent >= 4
  }

  /** A line of nothing but blanks, unless it has too many to tell. */
  get isBlank(): boolean {
    return this.next >= this.text.length && !this.isLong
  }

  /** The beginning of the line from its first character that is no blank on. */
  get head(): string {
    return this.text.slice(this.next, LINE_START_CHARS)
  }

  get firstCode(): number {
    return this.next < LINE_START_CHARS ? this.text.charCodeAt(this.next) : NaN
  }

  /** The code of the character at the offset. */
  get code(): number {
    return this.text.charCodeAt(this.offset)
  }

  /** Takes the blanks. */
  skipBlanks(): void {
    this.offset = this.next
    this.column = this.#nextColumn
    this.#isInTab = false
  }

  /** Takes one blank, or one column of a tab, if there is one. */
  skipOptionalBlank(): void {
    if (this.code === SPACE || this.code === TAB) this.advanceColumns(1)
  }

  /** Takes characters that are no tabs. */
  advance(count: number): void {
    this.offset += count
    this.column += count
    this.#isInTab = false
  }

  advanceColumns(count: number): void {
    let left = count
    while (left > 0 && this.offset < this.text.length) {
      const width = this.code === TAB ? 4 - (this.column % 4) : 1
      this.#isInTab = width > left
      const taken = Math.min(width, left)
      this.column += taken
      if (!this.#isInTab) this.offset++
      left -= taken
    }
  }

  /** What is left of the line. */
  rest(): string {
    if (!this.#isInTab) return this.text.slice(this.offset)
    return ' '.repeat(4 - (this.column % 4)) + this.text.slice(this.offset + 1)
  }
}
