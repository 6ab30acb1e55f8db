import { LINE_START_CHARS } from '../caps.js'
import { isBlank } from '../inlines/characters.js'
import type { Syntax } from '../MarkdownOptions.js'
import { ContainerBlock, LeafBlock, type RootBlock } from './BlockNode.js'
import { FencedCodeBlock } from './FencedCodeBlock.js'
import { footnoteMarkerLength } from './FootnoteBlock.js'
import { HtmlBlock, htmlStart } from './HtmlBlock.js'
import { Line } from './Line.js'
import { listMarkerLength } from './ListBlock.js'
import { MathBlock, mathCloser } from './MathBlock.js'
import { ParagraphBlock } from './ParagraphBlock.js'

/**
 * Whether the beginning of an unfinished line tells which block the line is of, whatever may follow on it.
 *
 * Invariant: it may say no too often, but never yes too early. A line is parsed once it is decided and never taken back, so the tree is a
 * function of the text alone; and what is held is never longer than LINE_START_CHARS.
 */
export function isDecided(text: string, root: RootBlock, syntax: Syntax): boolean {
  if (text.length > LINE_START_CHARS) return true
  const line = new Line(text)
  let container: ContainerBlock = root
  while (container.openChild !== null) {
    const child = container.openChild
    if (child instanceof LeafBlock && !(child instanceof ParagraphBlock)) {
      const decided = decidesLeaf(child, line)
      if (decided !== null) return decided
      break
    }
    if (line.isBlank) return false
    if (child.match(line) === 'stops' || !(child instanceof ContainerBlock)) break
    container = child
  }
  skipMarkers(line, syntax)
  return !line.isBlank && !mayBecomeBlock(line.head, syntax)
}

/** Whether the line is of `leaf` or not, or null where it is of another block. */
function decidesLeaf(leaf: LeafBlock, line: Line): boolean | null {
  if (leaf instanceof FencedCodeBlock) {
    if (line.isIndented) return true
    return !line.isBlank && !leaf.mayClose(line)
  }
  if (leaf instanceof HtmlBlock && leaf.hasMarker) return line.text.length > line.offset
  // Its closer may stand at the end of any line.
  if (leaf instanceof MathBlock) return false
  if (line.isBlank) return false
  return leaf.type === 'html' || line.isIndented ? true : null
}

/** Takes all that may be markers of containers. */
function skipMarkers(line: Line, syntax: Syntax): void {
  for (;;) {
    const { head } = line
    const footnote = syntax.footnotes ? footnoteMarkerLength(head) : 0
    const length = footnote || (head.startsWith('>') ? 1 : listMarkerLength(head))
    const isListMarker = footnote === 0 && !head.startsWith('>')
    if (length === 0 || (isListMarker && !isBlank(head.charCodeAt(length)))) return
    line.skipBlanks()
    line.advance(length)
  }
}

/** Headings, code fences, rules, underlines, delimiter rows of tables, list markers. */
const CUT_MARKER = /^(?:#{1,6}|`{1,2}|~{1,2}|[-=*_+|: \t]+|\d{1,9}[.)]?|`{3,}[^`]*)$|^~~~/

function mayBecomeBlock(head: string, syntax: Syntax): boolean {
  if (CUT_MARKER.test(head)) return true
  switch (head.charAt(0)) {
    case '<':
      return mayBecomeHtml(head)
    case '$':
    case '\\':
      return syntax.math && (head.length === 1 || mathCloser(head) !== null)
    case '[':
      return syntax.footnotes && /^\[(?:\^[^\]\s]*\]?)?$/.test(head)
    default:
      return false
  }
}

function mayBecomeHtml(head: string): boolean {
  const kind = htmlStart(head, false)
  if (kind === 'cut') return true
  if (kind === null) return false
  return kind.isLoneTag || /^<\/?[a-z\d]+\/?$/i.test(head)
}
