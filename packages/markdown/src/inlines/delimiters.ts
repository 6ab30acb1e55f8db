import { INLINE_DEPTH } from '../caps.js'
import { isCjk, isPunctuation, isWhitespace, isWithinWord, skipSame, TILDE, UNDERSCORE } from './characters.js'
import { depthBetween, type Draft, removeDraft, wrap } from './Draft.js'
import { codeBefore, takeMarker, takeText, type InlineState } from './InlineState.js'

/** A run of `*`, `_` or `~` that may open or close emphasis. @see https://spec.commonmark.org/0.31.2/#delimiter-stack */
export interface Delimiter {
  readonly code: number
  /** Characters of the run at first, and those that are left. */
  readonly length: number
  left: number
  readonly draft: Draft
  readonly canOpen: boolean
  readonly canClose: boolean
  /** Whether the text ends right after it: what it is may change. */
  readonly atEnd: boolean
  /** Whether it stands within a word. */
  readonly withinWord: boolean
  previous: Delimiter | null
  next: Delimiter | null
}

/** @see https://spec.commonmark.org/0.31.2/#delimiter-run */
export function parseDelimiters(state: InlineState, code: number): void {
  const { text, position } = state
  const end = skipSame(text, position)
  const atEnd = end >= text.length
  if (atEnd) state.unsure = true
  if (code === TILDE && end - position > 2) {
    takeText(state, end - position)
    return
  }
  const before = codeBefore(state)
  const after = text.codePointAt(end) ?? NaN
  const whiteBefore = isWhitespace(before)
  const whiteAfter = isWhitespace(after)
  const signBefore = !whiteBefore && isPunctuation(before)
  const signAfter = !whiteAfter && isPunctuation(after)
  // `10~20 and 30~40` are ranges, and `H~2~O` is a formula.
  if (code === TILDE && end - position === 1 && !(whiteBefore || signBefore || whiteAfter || signAfter)) return takeText(state, 1)
  const cjkBefore = isCjk(before)
  const cjkAfter = isCjk(after)
  const left = !whiteAfter && (!signAfter || cjkAfter || whiteBefore || signBefore || cjkBefore)
  const right = !whiteBefore && (!signBefore || cjkBefore || whiteAfter || signAfter || cjkAfter)
  const canOpen = code === UNDERSCORE ? left && (!right || signBefore) : left
  const canClose = code === UNDERSCORE ? right && (!left || signAfter) : right

  const length = end - position
  const draft = takeMarker(state, length, 'delimiters')
  if (!canOpen && !canClose && !atEnd) return
  const previous = state.delimiters
  const delimiter = { code, length, left: length, draft, canOpen, canClose, atEnd, withinWord: isWithinWord(before), previous, next: null }
  if (previous !== null) previous.next = delimiter
  state.delimiters = delimiter
}

export function removeDelimiter(state: InlineState, { previous, next }: Delimiter): void {
  if (previous !== null) previous.next = next
  if (next === null) state.delimiters = previous
  else next.previous = previous
}

/** Whether a run is still there that later text may close. */
export function hasOpener(state: InlineState): boolean {
  let delimiter = state.delimiters
  while (delimiter !== null && !delimiter.canOpen) delimiter = delimiter.previous
  return delimiter !== null
}

/** Finds the emphasis above `bottom`. Runs that stay on the stack may be closed later. @see https://spec.commonmark.org/0.31.2/#phase-2-inline-structure */
export function processEmphasis(state: InlineState, bottom: Delimiter | null): void {
  const bottoms = new Map<string, Delimiter | null>()
  let closer = firstAbove(state, bottom)
  while (closer !== null) {
    if (!closer.canClose) {
      closer = closer.next
      continue
    }
    state.meter.count(1)
    // Openers that were refused once for this kind of closer are refused for the next: without it this is quadratic.
    const kind = `${closer.code} ${closer.canOpen} ${closer.code === TILDE ? closer.length : closer.length % 3}`
    const opener = findOpener(state, closer, bottom, bottoms.get(kind))
    if (opener === null) {
      bottoms.set(kind, closer.previous ?? bottom)
      const { next } = closer
      if (!closer.canOpen) removeDelimiter(state, closer)
      closer = next
    } else closer = match(state, opener, closer)
  }
}

/** Forgets the runs above `bottom`: they are text. */
export function dropDelimiters(state: InlineState, bottom: Delimiter | null): void {
  while (state.delimiters !== null && state.delimiters !== bottom) removeDelimiter(state, state.delimiters)
}

function firstAbove(state: InlineState, bottom: Delimiter | null): Delimiter | null {
  let delimiter = state.delimiters
  if (delimiter === bottom) return null
  while (delimiter !== null && delimiter.previous !== bottom) delimiter = delimiter.previous
  return delimiter
}

function findOpener(
  state: InlineState,
  closer: Delimiter,
  bottom: Delimiter | null,
  refused: Delimiter | null | undefined,
): Delimiter | null {
  let opener = closer.previous
  while (opener !== null && opener !== bottom && opener !== refused) {
    state.meter.count(1)
    if (opener.code === closer.code && opener.canOpen && fits(opener, closer) && !isTooDeep(opener, closer)) return opener
    opener = opener.previous
  }
  return null
}

/** Rules 9 and 10 of the specification; tildes match only as many tildes. */
function fits(opener: Delimiter, closer: Delimiter): boolean {
  if (closer.code === TILDE) return opener.length === closer.length
  const canBoth = closer.canOpen || opener.canClose
  return !canBoth || closer.length % 3 === 0 || (opener.length + closer.length) % 3 !== 0
}

function isTooDeep(opener: Delimiter, closer: Delimiter): boolean {
  return depthBetween(opener.draft, closer.draft) >= INLINE_DEPTH
}

/** Wraps what stands between two runs; answers the run to go on with. */
function match(state: InlineState, opener: Delimiter, closer: Delimiter): Delimiter | null {
  const used = closer.code === TILDE ? closer.length : closer.left >= 2 && opener.left >= 2 ? 2 : 1
  for (const delimiter of [opener, closer]) {
    delimiter.left -= used
    delimiter.draft.value = delimiter.draft.value.slice(used)
  }
  const type = closer.code === TILDE ? 'delete' : used === 2 ? 'strong' : 'emphasis'
  wrap({ type, children: [] }, opener.draft, closer.draft)
  for (let between = closer.previous; between !== null && between !== opener;) {
    const { previous } = between
    removeDelimiter(state, between)
    between = previous
  }
  if (opener.left === 0) discard(state, opener)
  if (closer.left > 0) return closer
  const { next } = closer
  discard(state, closer)
  return next
}

function discard(state: InlineState, delimiter: Delimiter): void {
  removeDraft(delimiter.draft)
  removeDelimiter(state, delimiter)
}
