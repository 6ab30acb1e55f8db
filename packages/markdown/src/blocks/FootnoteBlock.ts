import { BLOCK_DEPTH } from '../caps.js'
import { COLON } from '../inlines/characters.js'
import { footnoteIdentifier, scanFootnoteLabel } from '../inlines/footnotes.js'
import { ContainerBlock, type BlockNode, type Continuation } from './BlockNode.js'
import { Meter } from '../Meter.js'
import type { BlockParser } from './BlockParser.js'
import type { Line } from './Line.js'

/** `[^label]: …`, and what is indented by four columns under it. */
export class FootnoteBlock extends ContainerBlock {
  readonly type = 'footnoteDefinition'
  readonly identifier: string
  number: number | null = null

  constructor(readonly label: string) {
    super()
    this.identifier = footnoteIdentifier(label)
  }

  match(line: Line): Continuation {
    if (line.isBlank) line.skipBlanks()
    else if (line.isIndented) line.advanceColumns(4)
    else return 'stops'
    return 'continues'
  }
}

/** Characters of `[^label]:` at the beginning of `head`, or 0. */
export function footnoteMarkerLength(head: string): number {
  const end = scanFootnoteLabel({ text: head, limit: head.length, reachedEnd: false, meter: new Meter() }, 0)
  return end > 0 && head.charCodeAt(end) === COLON ? end + 1 : 0
}

export function startFootnote(parser: BlockParser, line: Line, container: BlockNode): FootnoteBlock | null {
  if (!parser.syntax.footnotes || container.level >= BLOCK_DEPTH) return null
  const { head } = line
  const length = footnoteMarkerLength(head)
  if (length === 0) return null
  line.skipBlanks()
  line.advance(length)
  const label = head.slice(2, length - 2)
  const footnote = parser.add(new FootnoteBlock(label))
  footnote.number = parser.references.defineFootnote(footnote.identifier, parser.lineOffset)
  if (footnote.number !== null) parser.footnotes.push(footnote)
  line.skipBlanks()
  return footnote
}
