import { LESS } from '../inlines/characters.js'
import { CUT_TAG, isCutSection, scanTag, sectionEnd } from '../inlines/htmlTags.js'
import { TextBlock, type BlockNode, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import { ChunkedText } from './ChunkedText.js'
import { CommentFilter } from './CommentFilter.js'
import type { Line } from './Line.js'

const RAW_TAGS = 'script|pre|textarea|style'
const BLOCK_TAGS =
  'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|' +
  'figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|' +
  'p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul'

const RAW_START = new RegExp(`^<(?:${RAW_TAGS})(?:[ \\t>]|$)`, 'i')
const RAW_END = new RegExp(`</(?:${RAW_TAGS})>`, 'i')
const BLOCK_START = new RegExp(`^</?(?:${BLOCK_TAGS})(?:[ \\t>]|/>|$)`, 'i')
/** Characters of the longest marker that ends a block, less one. */
const END_OVERLAP = 10

/** @see https://spec.commonmark.org/0.31.2/#html-blocks */
export class HtmlBlock extends TextBlock {
  readonly type = 'html'
  override readonly endsWithLines = true
  readonly shown: ChunkedText = new ChunkedText()
  readonly #comments = new CommentFilter()
  /** The end of what came of the line, in which the marker may have begun. */
  #overlap = ''
  #hasEnded = false

  /** The marker that it ends with; without one it ends at a blank line. */
  readonly #end: RegExp | string | null

  constructor(end: RegExp | string | null, parser: BlockParser) {
    super(parser)
    this.#end = end
  }

  /** Whether a blank line is content like any other. */
  get hasMarker(): boolean {
    return this.#end !== null
  }

  match(line: Line): Continuation {
    return this.#end === null && line.isBlank ? 'stops' : 'continues'
  }

  override addLine(text: string): void {
    this.#overlap = ''
    this.addText(text)
  }

  override addText(text: string): void {
    super.addText(text)
    this.shown.append(this.#comments.filter(text))
    if (this.#end === null) return
    const seen = this.#overlap + text
    this.#hasEnded ||= typeof this.#end === 'string' ? seen.includes(this.#end) : this.#end.test(seen)
    this.#overlap = seen.slice(-END_OVERLAP)
  }

  override endLine(): void {
    super.endLine()
    if (this.#hasEnded) this.parser.close(this)
  }

  override onClose(): void {
    this.shown.append(this.#comments.end())
  }
}

export function startHtml(parser: BlockParser, line: Line, container: BlockNode): HtmlBlock | null {
  if (line.firstCode !== LESS) return null
  const kind = htmlStart(line.head, line.isLong)
  if (kind === null || kind === 'cut') return null
  // A tag that is no block's cannot interrupt a paragraph, be it continued lazily.
  const interrupts = container.type === 'paragraph' || (parser.hasUnmatched && parser.tip.type === 'paragraph')
  if (kind.isLoneTag && interrupts) return null
  const html = parser.add(new HtmlBlock(kind.end, parser))
  html.addLine(line.rest())
  return html
}

interface HtmlStart {
  readonly end: RegExp | string | null
  readonly isLoneTag: boolean
}

/** The kind of block that begins with `head`, null for none, or 'cut' where more of the line would tell. */
export function htmlStart(head: string, isLong: boolean): HtmlStart | 'cut' | null {
  const cut = isLong ? null : 'cut'
  const marked = sectionEnd(head, 0)
  if (marked !== null) return { end: marked, isLoneTag: false }
  if (isCutSection(head, 0)) return cut
  if (RAW_START.test(head)) return { end: RAW_END, isLoneTag: false }
  if (BLOCK_START.test(head)) return { end: null, isLoneTag: false }
  const tagEnd = scanTag(head, 0, head.length)
  if (tagEnd === CUT_TAG) return cut
  return tagEnd > 0 && !isLong && /^[ \t]*$/.test(head.slice(tagEnd)) ? { end: null, isLoneTag: true } : null
}
