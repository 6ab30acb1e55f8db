import { GREATER } from '../inlines/characters.js'
import { BLOCK_DEPTH } from '../caps.js'
import type { BlockParser } from './BlockParser.js'
import { ContainerBlock, type BlockNode, type Continuation } from './BlockNode.js'
import type { Line } from './Line.js'

/** @see https://spec.commonmark.org/0.31.2/#block-quotes */
export class QuoteBlock extends ContainerBlock {
  readonly type = 'blockquote'
  override readonly endsWithLines = true

  match(line: Line): Continuation {
    return takeMarker(line) ? 'continues' : 'stops'
  }
}

function takeMarker(line: Line): boolean {
  if (line.isIndented || line.firstCode !== GREATER) return false
  line.skipBlanks()
  line.advance(1)
  line.skipOptionalBlank()
  return true
}

export function startQuote(parser: BlockParser, line: Line, container: BlockNode): QuoteBlock | null {
  return container.level < BLOCK_DEPTH && takeMarker(line) ? parser.add(new QuoteBlock()) : null
}
