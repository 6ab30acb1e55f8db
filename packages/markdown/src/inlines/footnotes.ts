import { CARET, CLOSE_BRACKET, EXCLAMATION, OPEN_BRACKET } from './characters.js'
import { pushNode, pushText, noteUse, type InlineState } from './InlineState.js'
import { normalizeLabel, scanLabel, type Scan } from './scan.js'

/** After the `]` of `[^label]` at `at`, or -1: a footnote's label has no blanks in it. */
export function scanFootnoteLabel(scan: Scan, at: number): number {
  const { text } = scan
  if (text.charCodeAt(at) !== OPEN_BRACKET || text.charCodeAt(at + 1) !== CARET) return -1
  if (text.charCodeAt(at + 2) === CLOSE_BRACKET) return -1
  const end = scanLabel(scan, at)
  return end < 0 || /\s/.test(text.slice(at, end)) ? -1 : end
}

/** The name that a footnote's label is used and defined under; `^` keeps it from the labels of links. */
export function footnoteIdentifier(label: string): string {
  return `^${normalizeLabel(label)}`
}

/** A call `[^label]` at `at`, where such a footnote is defined. */
export function parseFootnoteReference(state: InlineState, at: number): boolean {
  const { text, syntax, labels } = state
  if (!syntax.footnotes) return false
  if (at + 1 >= text.length) state.unsure = true
  if (text.charCodeAt(at + 1) !== CARET) return false
  state.reachedEnd = false
  const end = scanFootnoteLabel(state, at)
  if (state.reachedEnd) state.unsure = true
  if (end < 0) return false
  const label = text.slice(at + 2, end - 1)
  const identifier = footnoteIdentifier(label)
  noteUse(state, identifier)
  const footnote = labels.footnote(identifier)
  if (footnote === undefined) return false
  if (text.charCodeAt(state.position) === EXCLAMATION) pushText(state, '!')
  pushNode(state, { type: 'footnoteReference', label, identifier, number: footnote.number })
  state.position = end
  return true
}
