import { CUT_TAG, isCutSection, scanTag, sectionEnd } from './htmlTags.js'
import { findMarker, pushNode, takeMarker, takeText, type InlineState } from './InlineState.js'
import { pushAutolink } from './pushAutolink.js'

const ADDRESS = /<([a-z][a-z\d+.-]{1,31}:[^<>\0-\x20]*)>/iy
const EMAIL = /<([\w.!#$%&'*+/=?^`{|}~-]+@[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*)>/iy
/** What may yet become one of them. */
const CUT_ADDRESS = /<[a-z][a-z\d+.-]*(?::[^<>\0-\x20]*)?$/iy
const CUT_EMAIL = /<[\w.!#$%&'*+/=?^`{|}~-]+(?:@[a-z\d.-]*)?$/iy

/** `<`: an autolink or raw HTML. @see https://spec.commonmark.org/0.31.2/#autolinks @see https://spec.commonmark.org/0.31.2/#raw-html */
export function parseLess(state: InlineState): void {
  if (parseAutolink(state)) return
  const end = scanHtml(state)
  if (end > 0) {
    pushNode(state, { type: 'html', value: state.text.slice(state.position, end) })
    state.position = end
  } else if (end === CUT_TAG || isCutAutolink(state)) {
    state.unsure = true
    if (state.unfinished && isHardlyTag(state)) takeText(state, 1)
    else takeMarker(state, 1, 'tag')
  } else takeText(state, 1)
}

const VALUE = /"[^"]*"?|'[^']*'?/g
const BARE_WORDS = /^<[a-z][^\s!]*\s+(?:[^\s=]*=\S*\s+)*[a-z_:][\w.:-]*\s+[a-z]/i

/** `i<n then it goes on`: words without a value are attributes too, and all of a sentence would wait for the end of a tag. */
function isHardlyTag({ text, position }: InlineState): boolean {
  return BARE_WORDS.test(text.slice(position).replace(VALUE, '=""'))
}

function parseAutolink(state: InlineState): boolean {
  for (const [pattern, scheme] of [
    [EMAIL, 'mailto:'],
    [ADDRESS, ''],
  ] as const) {
    pattern.lastIndex = state.position
    const [whole, address] = pattern.exec(state.text) ?? []
    if (whole !== undefined && address !== undefined && state.position + whole.length <= state.limit) {
      state.position += whole.length
      pushAutolink(state, `${scheme}${address}`, address)
      return true
    }
  }
  return false
}

function isCutAutolink({ text, position, limit }: InlineState): boolean {
  if (limit < text.length) return false
  CUT_ADDRESS.lastIndex = position
  CUT_EMAIL.lastIndex = position
  return CUT_ADDRESS.test(text) || CUT_EMAIL.test(text)
}

/** After the raw HTML at the position, CUT_TAG where only the end of the text keeps it from being some, or -1. */
function scanHtml(state: InlineState): number {
  const { text, position, limit } = state
  const isCut = limit === text.length
  const marker = sectionEnd(text, position)
  if (marker !== null) return scanSection(state, marker, isCut)
  if (isCut && isCutSection(text, position)) return CUT_TAG
  const end = scanTag(text, position, limit)
  state.meter.count((end > 0 ? end : position + 1) - position)
  return end === CUT_TAG && !isCut ? -1 : end
}

/** `<!-->` and `<!--->` are whole comments: so the end is searched for from the third character on. */
function scanSection(state: InlineState, end: string, isCut: boolean): number {
  const at = findMarker(state, end, state.position + 2)
  if (at < 0) return isCut ? CUT_TAG : -1
  return at + end.length
}
