import { isWithinWord, TILDE } from './characters.js'
import { spanValue } from './codeSpans.js'
import { processEmphasis, removeDelimiter, type Delimiter } from './delimiters.js'
import { Draft, type DraftList, type Marker, pushDraft, removeDraft, truncateAfter, wrap, wrapRest } from './Draft.js'
import { codeBefore, type InlineState } from './InlineState.js'

/** Emphasis that is open at the end is closed up to this depth; what is open around that is text. */
const OPEN_EMPHASIS = 8

/**
 * Shows what is not finished as what it will most likely become: in the parser's state, never by editing the text, so that nothing that
 * is committed is ever taken back. Emphasis and code run to the end; a link has no address and an image is a placeholder until theirs has
 * come; what may yet be a tag, and markers with nothing after them, are not shown.
 */
export function closeUnfinished(state: InlineState): void {
  ignoreShorterCloser(state)
  processEmphasis(state, null)
  takeOff(state.out, 'tag')
  closeBrokenLink(state)
  closeCodeSpan(state)
  closeMath(state)
  hideLastMarker(state)
  closeBracket(state)
  closeEmphasis(state, null)
}

/** The first `*` of a `**` that is still being written closes nothing, nor does a tilde that may stand within a word. */
function ignoreShorterCloser(state: InlineState): void {
  const closer = state.delimiters
  if (closer === null || !closer.atEnd || !closer.canClose) return
  let opener = closer.previous
  while (opener !== null && !(opener.code === closer.code && opener.canOpen)) opener = opener.previous
  const isShorter = opener !== null && opener.left > closer.left && opener.left <= 3
  if (!isShorter && !(closer.code === TILDE && closer.left === 1)) return
  removeDelimiter(state, closer)
  removeDraft(closer.draft)
}

/** Takes off the first draft with the marker, and all behind it. */
function takeOff(out: DraftList, marker: Marker): Draft | null {
  let draft = out.first
  while (draft !== null && draft.marker !== marker) draft = draft.next
  if (draft === null) return null
  truncateAfter(draft)
  removeDraft(draft)
  return draft
}

/** What stands behind the first bracket of `[1]`, `[1][2]` and `[^note]`: they number sources and notes more often than they are links, and wait for it to show. */
const NOTES = /^(?:\d{0,4}|\^[^\s\]]{0,99})\]?(?:\[(?:\d{0,4}|\^[^\s\]]{0,99}))?$/
/** `[0, 1)`, `[2–4]`: an interval or several sources, and no link. */
const NUMBERS = /^[-+]?\d[\d.]*\s?[,;–-]/

/** `[text](addre`: the text as a link without an address, and nothing of the address. */
function closeBrokenLink({ out, brokenLink, text }: InlineState): void {
  if (brokenLink === null) return
  const { opener, closer, image } = brokenLink
  if (opener.list !== out || closer.list !== out || NUMBERS.test(text.slice(opener.start))) return
  if (NOTES.test(text.slice(opener.start))) {
    truncateAfter(opener)
    removeDraft(opener)
    return
  }
  truncateAfter(closer)
  removeDraft(closer)
  wrapLink(opener, image)
}

function closeCodeSpan({ out, text }: InlineState): void {
  const opener = takeOff(out, 'backticks')
  if (opener === null) return
  const rest = text.slice(opener.start).trimEnd()
  let end = rest.length
  while (rest.charAt(end - 1) === '`') end--
  // With a blank behind it: one that it begins with is there to be taken off, as in `` ` ``.
  const value = spanValue(`${rest.slice(0, end)} `).trimEnd()
  if (value !== '') pushDraft(out, new Draft({ type: 'inlineCode', value }))
}

function closeMath({ out, text }: InlineState): void {
  const opener = takeOff(out, 'math')
  if (opener === null) return
  // Of the closing marker some may be there.
  const value = text
    .slice(opener.start)
    .replace(/(?:\${1,2}|\\)$/, '')
    .trim()
  const display = opener.value !== '('
  if (value !== '') pushDraft(out, new Draft({ type: 'inlineMath', value, display, pending: true }))
}

function closeBracket(state: InlineState): void {
  const { out, bracket, text } = state
  for (let open = bracket; open !== null; open = open.previous) {
    if (open.draft.list !== out || !open.active || NUMBERS.test(text.slice(open.draft.start))) continue
    if (NOTES.test(text.slice(open.draft.start))) truncateAfter(open.draft)
    if (open.draft.next !== null) {
      closeEmphasis(state, open.delimiters)
      return wrapLink(open.draft, open.image)
    }
    removeDraft(open.draft)
  }
}

/** Closes what is open above `bottom`. */
function closeEmphasis(state: InlineState, bottom: Delimiter | null): void {
  const { out } = state
  let left = OPEN_EMPHASIS
  for (let opener = state.delimiters; opener !== null && opener !== bottom && left > 0; opener = opener.previous) {
    if (!isLikelyOpener(opener) || opener.draft.list !== out) continue
    left--
    if (opener.draft.next === null) removeDraft(opener.draft)
    else wrapEmphasis(opener)
  }
}

/** A single star within a word is a product more often than emphasis, and a single tilde says "about". */
function isLikelyOpener({ canOpen, left, withinWord, code }: Delimiter): boolean {
  return canOpen && !(left === 1 && (withinWord || code === TILDE))
}

function wrapEmphasis({ draft, left, code }: Delimiter): void {
  if (left === 3) wrap({ type: 'strong', children: [] }, draft, null)
  const type = code === TILDE ? 'delete' : left === 1 || left === 3 ? 'emphasis' : 'strong'
  wrapRest(draft, { type, children: [] })
}

function wrapLink(opener: Draft, image: boolean): void {
  wrapRest(opener, { type: image ? 'image' : 'link', url: '', title: null, children: [], pending: true })
}

/** A marker at the very end, unless it stands within a word and is hardly one. */
function hideLastMarker(state: InlineState): void {
  const { last } = state.out
  if (last?.marker !== 'delimiters') return
  const before = codeBefore(state, last.start - last.value.length)
  const isHardlyOne = last.value === '*' || last.value.startsWith('_')
  if (!(isHardlyOne && isWithinWord(before))) removeDraft(last)
}
