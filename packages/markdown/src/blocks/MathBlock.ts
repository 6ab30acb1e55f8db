import { TextBlock, type BlockNode, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'
import type { Start } from './starts.js'

const CLOSERS: Readonly<Record<string, string>> = { $$: '$$', '\\[': '\\]' }

/** Display math: `$$` or `\[` at the beginning of a line, up to the line that ends with `$$` or `\]`. */
export class MathBlock extends TextBlock {
  readonly type = 'math'
  override readonly endsWithLines = true
  closed = false

  constructor(
    parser: BlockParser,
    readonly closer: string,
  ) {
    super(parser)
  }

  match(line: Line): Continuation {
    const content = line.isLong ? null : contentBefore(line.text.slice(line.offset), this.closer)
    if (content === null) return 'continues'
    this.take(content)
    this.closed = true
    return 'ends'
  }

  /** Takes what stands on the line of a marker, unless that is nothing. */
  take(content: string): void {
    if (content.trim() !== '') this.addText(`${content}\n`)
  }
}

/** What stands before the closer that `text` ends with, or null where it does not. */
function contentBefore(text: string, closer: string): string | null {
  const trimmed = text.trimEnd()
  return trimmed.endsWith(closer) ? trimmed.slice(0, -closer.length) : null
}

/** The closer of the math that `head` opens, if it opens a block: what is closed within the line, with text behind it, is inline. */
export function mathCloser(head: string): string | null {
  const closer = CLOSERS[head.slice(0, 2)]
  if (closer === undefined) return null
  const at = head.indexOf(closer, 2)
  return at < 0 || head.slice(at + 2).trim() === '' ? closer : null
}

export function startMath(parser: BlockParser, line: Line, _container: BlockNode): Start {
  if (!parser.syntax.math || line.isLong) return null
  const closer = mathCloser(line.head)
  if (closer === null) return null
  const math = parser.add(new MathBlock(parser, closer))
  const content = line.head.slice(2)
  const whole = contentBefore(content, closer)
  math.take((whole ?? content).trim())
  if (whole === null) return 'consumed'
  math.closed = true
  parser.close(math)
  return 'consumed'
}
