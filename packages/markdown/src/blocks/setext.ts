import type { BlockNode } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import { HeadingBlock } from './HeadingBlock.js'
import type { Line } from './Line.js'
import { ParagraphBlock } from './ParagraphBlock.js'
import type { Start } from './starts.js'

/** The line under a paragraph that makes it a heading. @see https://spec.commonmark.org/0.31.2/#setext-headings */
export function startSetextHeading(parser: BlockParser, line: Line, container: BlockNode): Start {
  if (!(container instanceof ParagraphBlock) || line.isLong || !/^(?:=+|-+)[ \t]*$/.test(line.head)) return null
  parser.closeUnmatched()
  // Where the paragraph holds nothing but definitions there is nothing to make a heading of.
  if (!container.settle()) return null
  const heading = new HeadingBlock(line.head.startsWith('=') ? 1 : 2, parser, container.content)
  parser.replace(container, heading)
  parser.close(heading)
  return 'consumed'
}
