import { isBlank, skipBlanks, skipSame } from '../inlines/characters.js'
import type { InlineText } from '../inlines/InlineText.js'
import { LeafBlock, type BlockNode, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'

export type HeadingDepth = 1 | 2 | 3 | 4 | 5 | 6

const HASH = 35

/** @see https://spec.commonmark.org/0.31.2/#atx-headings @see https://spec.commonmark.org/0.31.2/#setext-headings */
export class HeadingBlock extends LeafBlock {
  readonly type = 'heading'
  readonly content: InlineText
  /**
   * What may be the closing sequence of the line, with the blanks around it.
   *
   * Invariant: it is held back until text follows it, so that text once shown stays.
   */
  #held = ''
  /** What `held` ends with, and where in it the blanks behind hashes begin. */
  #last: 'text' | 'blanks' | 'hashes' | 'blanksAfter' = 'blanks'
  #blanksAt = 0

  constructor(
    readonly depth: HeadingDepth,
    parser: BlockParser,
    content?: InlineText,
  ) {
    super(parser)
    this.content = content ?? parser.createText(this)
    this.content.owner = this
  }

  match(): Continuation {
    return 'stops'
  }

  addText(text: string): void {
    const from = this.#held.length
    let heldAt = 0
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      const at = from + index
      if (isBlank(code)) {
        if (this.#last === 'text') heldAt = at
        if (this.#last === 'hashes') this.#blanksAt = at
        this.#last = this.#last === 'hashes' || this.#last === 'blanksAfter' ? 'blanksAfter' : 'blanks'
      } else if (code === HASH && this.#last !== 'text') {
        if (this.#last === 'blanksAfter') heldAt = this.#blanksAt
        this.#last = 'hashes'
      } else {
        this.#last = 'text'
        heldAt = at + 1
      }
    }
    const whole = this.#held + text
    if (heldAt > 0) this.#take(whole.slice(0, heldAt))
    this.#held = whole.slice(heldAt)
    this.#blanksAt -= heldAt
  }

  #take(text: string): void {
    this.content.append(this.content.isEmpty ? text.slice(skipBlanks(text, 0)) : text)
  }

  endLine(): void {
    this.parser.close(this)
  }

  override refresh(): void {
    this.content.refresh()
  }

  override onClose(): void {
    this.content.close()
  }
}

export function startAtxHeading(parser: BlockParser, line: Line, _container: BlockNode): HeadingBlock | null {
  if (line.firstCode !== HASH) return null
  const { head } = line
  const length = skipSame(head, 0)
  if (length > 6 || (length < head.length && !isBlank(head.charCodeAt(length)))) return null
  line.skipBlanks()
  line.advance(length)
  const heading = parser.add(new HeadingBlock(length as HeadingDepth, parser))
  heading.addLine(line.rest())
  return heading
}
