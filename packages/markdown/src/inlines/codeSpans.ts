import { skipSame } from './characters.js'
import { pushNode, takeMarker, type InlineState } from './InlineState.js'

/** @see https://spec.commonmark.org/0.31.2/#code-spans */
export function parseCodeSpan(state: InlineState): void {
  const { text, position } = state
  const start = skipSame(text, position)
  const length = start - position
  const end = findBackticks(state, start, length)
  if (end < 0) {
    takeMarker(state, length, 'backticks')
    return
  }
  pushNode(state, { type: 'inlineCode', value: spanValue(text.slice(start, end)) })
  state.position = end + length
  // More backticks would make another run of it.
  if (state.position >= text.length) state.unsure = true
}

/** The next run of `length` backticks, or -1. */
function findBackticks(state: InlineState, from: number, length: number): number {
  const { text, limit, backticks, meter } = state
  const seen = backticks.next(length, from)
  if (seen >= 0) return seen
  while (backticks.searchedTo < limit) {
    const start = backticks.searchedTo
    const found = text.indexOf('`', start)
    const at = found < 0 || found >= limit ? limit : found
    const end = at === limit ? limit : skipSame(text, at)
    backticks.searchedTo = end
    meter.count(end - start)
    if (at === limit) break
    if (at < from) continue
    backticks.add(end - at, at)
    if (end - at === length) return at
  }
  if (limit === text.length) state.unsure = true
  return -1
}

/** Line ends are spaces; one space is taken off both ends, unless there are only spaces. */
export function spanValue(source: string): string {
  const value = source.replaceAll('\n', ' ')
  return value.startsWith(' ') && value.endsWith(' ') && /[^ ]/.test(value) ? value.slice(1, -1) : value
}
