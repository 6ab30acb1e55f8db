import type { BlockNode, ContainerBlock, LeafBlock } from './BlockNode.js'
import type { BlockParser } from './BlockParser.js'
import { startFencedCode } from './FencedCodeBlock.js'
import { startFootnote } from './FootnoteBlock.js'
import { startAtxHeading } from './HeadingBlock.js'
import { startHtml } from './HtmlBlock.js'
import type { Line } from './Line.js'
import { startListItem } from './ListBlock.js'
import { startMath } from './MathBlock.js'
import { startQuote } from './QuoteBlock.js'
import { startSetextHeading } from './setext.js'
import { startTable } from './TableBlock.js'
import { startThematicBreak } from './ThematicBreakBlock.js'

/** What begins on a line: a block that holds the rest of it, one that is whole with it, or nothing of the kind that was looked for. */
export type Start = ContainerBlock | LeafBlock | 'consumed' | null

/** What an unindented line may begin, in the order in which they are tried: a setext underline before a rule, a rule before a list. */
export const STARTS: readonly ((parser: BlockParser, line: Line, container: BlockNode) => Start)[] = [
  startQuote,
  startAtxHeading,
  startFencedCode,
  startMath,
  startHtml,
  startSetextHeading,
  startThematicBreak,
  startFootnote,
  startListItem,
  startTable,
]

const MARKERS = /[#`~*+_=<>0-9:|\-$\\[]/

/** Whether some block may begin with the character. */
export function mayStart(character: string): boolean {
  return MARKERS.test(character)
}
