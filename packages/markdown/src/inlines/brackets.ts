import { INLINE_DEPTH, LABEL_CHARS } from '../caps.js'
import { CLOSE_PARENTHESIS, OPEN_BRACKET, OPEN_PARENTHESIS } from './characters.js'
import { dropDelimiters, processEmphasis, type Delimiter } from './delimiters.js'
import { depthBetween, type Draft, wrapRest } from './Draft.js'
import { parseFootnoteReference } from './footnotes.js'
import { takeMarker, takeText, noteUse, type InlineState } from './InlineState.js'
import { normalizeLabel, runOut, scanDestination, scanLabel, scanTitle, skipBlanksAndNewline } from './scan.js'

/** A `[` or `![` that may begin a link. @see https://spec.commonmark.org/0.31.2/#look-for-link-or-image */
export interface Bracket {
  readonly draft: Draft
  readonly image: boolean
  readonly previous: Bracket | null
  /** The top of the delimiter stack when it came. */
  readonly delimiters: Delimiter | null
  /** False within what became a link: links hold no links. */
  active: boolean
  /** Whether brackets are within: its text is no label then. */
  hasBrackets: boolean
}

interface Target {
  readonly end: number
  readonly url: string
  readonly title: string | null
}

/** `[`, which may begin a link. */
export function parseOpenBracket(state: InlineState): void {
  if (!parseFootnoteReference(state, state.position)) openBracket(state, 1)
}

/** `!`, which begins an image where `[` follows. */
export function parseExclamation(state: InlineState): void {
  const { text, position } = state
  if (position + 1 >= text.length) state.unsure = true
  if (text.charCodeAt(position + 1) !== OPEN_BRACKET) return takeText(state, 1)
  if (parseFootnoteReference(state, position + 1)) return
  openBracket(state, 2)
}

function openBracket(state: InlineState, length: number): void {
  const { bracket: previous, delimiters } = state
  const draft = takeMarker(state, length, 'bracket')
  state.bracket = { draft, image: length === 2, previous, delimiters, active: true, hasBrackets: false }
}

/** `]`, which ends a link where its beginning and its target are there. */
export function parseCloseBracket(state: InlineState): void {
  const { bracket, position } = state
  if (bracket === null) return takeText(state, 1)
  state.bracket = bracket.previous
  if (state.bracket !== null) state.bracket.hasBrackets = true
  if (!bracket.active) return takeText(state, 1)

  state.reachedEnd = false
  const after = position + 1
  const inline = scanInlineTarget(state, after)
  const target = inline ?? scanReference(state, bracket, after)
  if (after >= state.text.length) state.reachedEnd = true
  // A reference's label that runs to the end may yet become a longer one.
  if (state.reachedEnd && inline === null) state.unsure = true
  if (target !== null && depthBetween(bracket.draft, null) < INLINE_DEPTH) return makeLink(state, bracket, target)
  const closer = takeMarker(state, 1, 'bracket')
  if (state.reachedEnd) state.brokenLink = { opener: bracket.draft, closer, image: bracket.image }
}

/** `(destination "title")`. @see https://spec.commonmark.org/0.31.2/#inline-link */
function scanInlineTarget(state: InlineState, at: number): Target | null {
  const { text } = state
  if (at >= state.limit || text.charCodeAt(at) !== OPEN_PARENTHESIS) return null
  let end = skipBlanksAndNewline(state, at + 1)
  const isEmpty = end < state.limit && text.charCodeAt(end) === CLOSE_PARENTHESIS
  const destination = isEmpty ? { end, value: '' } : scanDestination(state, end)
  if (destination === null) return null
  end = skipBlanksAndNewline(state, destination.end)
  const title = end > destination.end ? scanLinkTitle(state, end) : null
  if (title !== null) end = skipBlanksAndNewline(state, title.end)
  if (end >= state.limit || text.charCodeAt(end) !== CLOSE_PARENTHESIS) return null
  return { end: end + 1, url: destination.value, title: title?.value ?? null }
}

/** A title, unless its closing quote was searched for before and is not there. */
function scanLinkTitle(state: InlineState, at: number): { end: number; value: string } | null {
  const quote = state.text.charAt(at)
  const name = `title ${quote}`
  if (state.missing.has(name)) return runOut(state)
  const title = scanTitle(state, at)
  if (title === null && (quote === '"' || quote === "'")) state.missing.add(name)
  return title
}

/** `[label]`, `[]` or nothing, where the label is defined. @see https://spec.commonmark.org/0.31.2/#reference-link */
function scanReference(state: InlineState, bracket: Bracket, after: number): Target | null {
  const { text } = state
  const { start } = bracket.draft
  const hasLabel = after < state.limit && text.charCodeAt(after) === OPEN_BRACKET
  const labelEnd = hasLabel ? scanLabel(state, after) : -1
  const isFull = labelEnd > after + 2
  if (!isFull && (bracket.hasBrackets || after - 1 - start > LABEL_CHARS)) return null
  const source = isFull ? text.slice(after + 1, labelEnd - 1) : text.slice(start, after - 1)
  const label = normalizeLabel(source)
  state.meter.count(source.length)
  if (label === '') return null
  noteUse(state, label)
  const definition = state.labels.link(label)
  if (definition === undefined) return null
  return { end: labelEnd > 0 ? labelEnd : after, url: definition.url, title: definition.title }
}

function makeLink(state: InlineState, bracket: Bracket, { end, url, title }: Target): void {
  processEmphasis(state, bracket.delimiters)
  dropDelimiters(state, bracket.delimiters)
  state.marks++
  wrapRest(bracket.draft, { type: bracket.image ? 'image' : 'link', url, title, children: [], pending: false })
  state.position = end
  if (bracket.image) return
  for (let outer = state.bracket; outer !== null; outer = outer.previous) if (!outer.image) outer.active = false
}
