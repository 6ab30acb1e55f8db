import { skipBlanks } from '../inlines/characters.js'
import { TextBlock, type BlockNode, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'
import type { Start } from './starts.js'

/** What ends the math that begins with each. A longer run of dollars tells a price range, and a bracket behind two backslashes is one of the formula. */
const CLOSERS: Readonly<Record<string, RegExp>> = { $$: /(?<!\$)\$\$(?!\$)/, '\\[': /(?<!\\)\\\]/ }
const CLOSER_CHARS = 2

/** Display math: `$$` or `\[` at the beginning of a line, up to `$$` or `\]`. What stands behind that is text again, but for a mark that ends the sentence. */
export class MathBlock extends TextBlock {
  readonly type = 'math'
  override readonly endsWithLines = true
  closed = false

  constructor(
    parser: BlockParser,
    readonly closer: RegExp,
  ) {
    super(parser)
  }

  match(line: Line): Continuation {
    const text = line.text.slice(line.offset)
    const end = line.isLong ? -1 : text.search(this.closer)
    if (end < 0) return 'continues'
    this.closed = true
    const rest = text.slice(end + CLOSER_CHARS).trim()
    const isMark = /^[.,;:]?$/.test(rest)
    this.take(text.slice(0, end) + (isMark ? rest : ''))
    if (isMark) return 'ends'
    line.advance(skipBlanks(text, end + CLOSER_CHARS))
    this.parser.lineOffset += line.offset
    return 'stops'
  }

  /** Takes what stands on the line of a marker, unless that is nothing. */
  take(content: string): void {
    if (content.trim() !== '') this.addText(`${content}\n`)
  }
}

/** The closer of the math that `head` may open as a block: what is closed within the line, with text behind it, is inline. */
export function mathCloser(head: string): RegExp | null {
  const closer = CLOSERS[head.slice(0, 2)]
  if (closer === undefined || head.startsWith('$$$')) return null
  const at = head.slice(2).search(closer)
  return at < 0 || head.slice(at + 2 + CLOSER_CHARS).trim() === '' ? closer : null
}

/** `$$ – moderate prices`, `\[x] a task`: as the beginning of a formula it would take all the text behind it. */
function isProse(content: string): boolean {
  return content.includes('$') || /^[^[]*\]/.test(content) || (/\p{L}{3}/u.test(content) && !/[\\=^_{&]/.test(content))
}

export function startMath(parser: BlockParser, line: Line, _container: BlockNode): Start {
  if (!parser.syntax.math || line.isLong) return null
  const closer = mathCloser(line.head)
  if (closer === null) return null
  const content = line.head.slice(2)
  const end = content.search(closer)
  if (end < 0 && isProse(content)) return null
  const math = parser.add(new MathBlock(parser, closer))
  math.take((end < 0 ? content : content.slice(0, end)).trim())
  if (end < 0) return 'consumed'
  math.closed = true
  parser.close(math)
  return 'consumed'
}
