import { BACKSLASH, BACKTICK, DOLLAR, isBlank, isCjk, NEWLINE, skipSame } from './characters.js'
import { findMarker, pushNode, takeMarker, takeText, type InlineState } from './InlineState.js'

/**
 * `$…$` and `$$…$$`. As in Pandoc, a single dollar opens only before what is no blank, and closes only after what is none and before
 * what is no digit: amounts of money stay text, those with the sign behind them too, and so do variables of shells, one after the other. More than
 * two dollars are a range of prices.
 *
 * @see https://pandoc.org/MANUAL.html#math
 */
export function parseDollar(state: InlineState): void {
  const { text, position } = state
  const start = skipSame(text, position)
  const length = start - position
  if (start >= text.length) {
    state.unsure = true
    // What follows tells what it is.
    if (length === 1) return void takeMarker(state, 1, 'tag')
  }
  if (length > 2) return takeText(state, length)
  const end = length === 2 ? findTwoDollars(state, start) : findDollar(state, start)
  if (length === 2 && end < 0) takeMarker(state, 2, 'math')
  else if (end <= start) takeText(state, length)
  else pushMath(state, start, end, length, length === 2)
}

/** `\(…\)` and `\[…\]`; false where the backslash begins neither. */
export function parseBackslashMath(state: InlineState): boolean {
  const { text, position } = state
  const opener = text.charAt(position + 1)
  if (opener !== '(' && opener !== '[') return false
  const end = findMarker(state, opener === '(' ? '\\)' : '\\]', position + 2)
  if (end < 0) {
    // Without its end it is a bracket behind a backslash.
    state.position++
    takeMarker(state, 1, 'math')
    return true
  }
  pushMath(state, position + 2, end, 2, opener === '[')
  return true
}

function pushMath(state: InlineState, start: number, end: number, markerLength: number, display: boolean): void {
  pushNode(state, { type: 'inlineMath', value: state.text.slice(start, end).trim(), display, pending: false })
  state.position = end + markerLength
}

/** The next run of just as many. */
function findTwoDollars(state: InlineState, start: number): number {
  const { text, unfinished } = state
  for (let from = start; ;) {
    const at = findMarker(state, '$$', from)
    if (at < 0) return -1
    from = skipSame(text, at)
    if (from >= text.length) {
      state.unsure = true
      if (unfinished) return -1
    }
    if (from - at === 2) return at
  }
}

function findDollar(state: InlineState, start: number): number {
  const { text, limit, missing, meter, unfinished } = state
  const first = text.charCodeAt(start)
  if (isBlank(first) || first === NEWLINE || AMOUNT.test(text.slice(Math.max(0, start - 2), start + 1)) || missing.has('$')) return -1
  // `$5，`: a formula that begins with a number has no letters of those that write without blanks.
  const isAmount = first >= 48 && first <= 57
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at)
    if (code === BACKSLASH) at++
    // Code begins within no formula: the dollar behind it is another's.
    else if (code === BACKTICK || (isAmount && isCjk(code))) return -1
    else if (code === DOLLAR) {
      const atEnd = at + 1 >= text.length
      if (atEnd) state.unsure = true
      meter.count(at - start)
      // The first dollar decides: searching on for a better one would join amounts that are far apart. At the end it may be the next amount's.
      return closes(text, at) && !(atEnd && unfinished) ? at : -1
    }
  }
  meter.count(limit - start)
  missing.add('$')
  if (limit === text.length) state.unsure = true
  return -1
}

/** `100$,`: a dollar behind a number opens only before what may begin a formula. */
const AMOUNT = /\d\$[^a-z\\{]/i
/** `$5-$6`, `$HOME/$USER`: a dollar closes neither after a blank nor before a number, and before a name only after what may end a formula. */
const NO_CLOSER = /^(?:[ \t\n]|.\$\d|[-/:;,.@=+*"&%#<>~?([{]\$[\w({\\])/

function closes(text: string, at: number): boolean {
  return !NO_CLOSER.test(text.slice(at - 1, at + 2))
}
