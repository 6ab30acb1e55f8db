import { LeafBlock, type BlockNode, type Continuation } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'
import type { Start } from './starts.js'

/** @see https://spec.commonmark.org/0.31.2/#thematic-breaks */
export class ThematicBreakBlock extends LeafBlock {
  readonly type = 'thematicBreak'

  match(): Continuation {
    return 'stops'
  }

  addText(): void {}
  endLine(): void {}
}

const RULE = /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/

export function startThematicBreak(parser: BlockParser, line: Line, _container: BlockNode): Start {
  if (line.isLong || !RULE.test(line.head)) return null
  parser.add(new ThematicBreakBlock(parser))
  return 'consumed'
}
