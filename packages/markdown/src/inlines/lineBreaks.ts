import { isAsciiPunctuation, NEWLINE, SPACE, skipBlanks } from './characters.js'
import { characterReference, REFERENCE_CHARS } from './entities.js'
import { pushNode, pushText, takeMarker, takeText, type InlineState } from './InlineState.js'

/** A line end: hard after two spaces. @see https://spec.commonmark.org/0.31.2/#hard-line-breaks */
export function parseLineEnd(state: InlineState): void {
  const { text, position, out } = state
  let spaces = 0
  while (text.charCodeAt(position - spaces - 1) === SPACE) spaces++
  const { last } = out
  if (spaces > 0 && last?.isPlain) last.value = last.value.slice(0, -spaces)
  if (spaces > 1) pushNode(state, { type: 'break' })
  pushText(state, spaces > 1 ? '' : '\n')
  state.position = skipBlanks(text, position + 1)
}

/** @see https://spec.commonmark.org/0.31.2/#backslash-escapes */
export function parseBackslash(state: InlineState): void {
  const { text, position } = state
  const next = text.charCodeAt(position + 1)
  if (next === NEWLINE) {
    pushNode(state, { type: 'break' })
    state.position = skipBlanks(text, position + 2)
  } else if (isAsciiPunctuation(next)) {
    state.position++
    takeText(state, 1)
  } else {
    if (position + 1 < text.length) return takeText(state, 1)
    state.unsure = true
    takeMarker(state, 1, 'tag')
  }
}

/** What the text may end within; names that are written often are no longer. */
const CUT_REFERENCE = /^&(?:#?\w{0,7}|#x\w{0,6})$/i

/** @see https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references */
export function parseReference(state: InlineState): void {
  const found = characterReference(state.text, state.position)
  if (found !== null) {
    pushText(state, found.value)
    state.position = found.end
    return
  }
  if (state.position + REFERENCE_CHARS > state.text.length) state.unsure = true
  if (CUT_REFERENCE.test(state.text.slice(state.position, state.position + REFERENCE_CHARS))) takeMarker(state, 1, 'tag')
  else takeText(state, 1)
}
