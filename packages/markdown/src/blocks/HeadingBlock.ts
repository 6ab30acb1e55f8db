import { LINE_START_CHARS } from '../caps.js'
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
   * What may be the closing sequence of the line.
   *
   * Invariant: it is held back until text follows it, so that text once shown stays.
   */
  #held = ''
  /** What was taken ends with this: hashes right behind text are text. */
  #last = ' '

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
    const whole = this.#last + this.#held + text
    this.parser.meter.count(this.#held.length)
    const blank = whole.search(/[ \t]#+[ \t]*$/)
    const end = blank < 0 || whole.length - blank > LINE_START_CHARS ? whole.length : blank + 1
    this.content.append(whole.slice(this.content.isEmpty ? skipBlanks(whole, 1) : 1, end))
    this.#last = whole.charAt(end - 1)
    this.#held = whole.slice(end)
  }

  endLine(): void {
    this.parser.close(this)
  }

  override drop(): void {
    this.content.drop()
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
