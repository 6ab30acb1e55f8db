import { BACKTICK, isBlank, skipSame, TILDE } from '../inlines/characters.js'
import { unescape } from '../inlines/entities.js'
import { TextBlock, type BlockNode, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'
import type { Start } from './starts.js'

/** @see https://spec.commonmark.org/0.31.2/#fenced-code-blocks */
export class FencedCodeBlock extends TextBlock {
  readonly type = 'code'
  override readonly endsWithLines = true
  readonly lang: string | null
  readonly meta: string | null
  closed = false

  readonly #fence: Fence
  readonly #indent: number

  constructor(parser: BlockParser, fence: Fence, indent: number) {
    super(parser)
    this.#fence = fence
    this.#indent = indent
    // Any blank parts them, be it written as a reference: the first word becomes a class, and is to be no more than one.
    const [, lang, meta] = /^(\S*)\s*(.*)/s.exec(unescape(fence.info)) ?? []
    this.lang = lang || null
    this.meta = meta || null
  }

  match(line: Line): Continuation {
    if (this.#isClosing(line)) {
      this.closed = true
      return 'ends'
    }
    for (let left = this.#indent; left > 0 && isBlank(line.code); left--) line.advanceColumns(1)
    return 'continues'
  }

  /** Whether the line may be the closing fence if more of it comes. */
  mayClose(line: Line): boolean {
    return line.firstCode === this.#fence.code && /^[ \t]*$/.test(line.head.slice(skipSame(line.head, 0)))
  }

  #isClosing(line: Line): boolean {
    return !line.isIndented && !line.isLong && this.mayClose(line) && skipSame(line.head, 0) >= this.#fence.length
  }
}

interface Fence {
  readonly code: number
  readonly length: number
  readonly info: string
}

export function startFencedCode(parser: BlockParser, line: Line, _container: BlockNode): Start {
  const code = line.firstCode
  if (line.isLong || (code !== BACKTICK && code !== TILDE)) return null
  const { head, indent } = line
  const length = skipSame(head, 0)
  const info = head.slice(length)
  if (length < 3 || (code === BACKTICK && info.includes('`'))) return null
  parser.add(new FencedCodeBlock(parser, { code, length, info: info.trim() }, indent))
  return 'consumed'
}
