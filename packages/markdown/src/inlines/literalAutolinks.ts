import { DOMAIN_CHARS } from '../caps.js'
import { CLOSE_PARENTHESIS, isWhitespace, LESS, OPEN_PARENTHESIS } from './characters.js'
import { removeDelimiter } from './delimiters.js'
import { type Draft, removeDraft } from './Draft.js'
import { codeBefore, type InlineState } from './InlineState.js'
import { pushAutolink } from './pushAutolink.js'

// https://github.github.com/gfm/#autolinks-extension-

/**
 * Beyond GFM, an address ends at a curved quotation mark, and at the punctuation of texts in Chinese and Japanese, in which no blank follows an
 * address.
 */
const ADDRESS_END = /[“”\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f]/

function endsAddress(code: number): boolean {
  return code === LESS || isWhitespace(code) || (code > 127 && ADDRESS_END.test(String.fromCharCode(code)))
}

/** `www.` after a blank, a delimiter or a parenthesis. */
export function parseWww(state: InlineState): boolean {
  const { text, position } = state
  const before = codeBefore(state)
  if (!isWhitespace(before) && !'*_~('.includes(String.fromCharCode(before))) return false
  if (!/^www\.$/i.test(text.slice(position, position + 4))) {
    if (position + 4 > text.length) state.unsure = true
    return false
  }
  const end = scanUrl(state, position, position, 2)
  if (end < 0) return false
  return takeAddress(state, position, end, 'http://')
}

/** `://` after a scheme that stands in the text already. */
export function parseScheme(state: InlineState): boolean {
  const { text, position, out } = state
  if (!text.startsWith('://', position)) {
    if (position + 3 > text.length) state.unsure = true
    return false
  }
  const { last } = out
  if (!last?.isPlain) return false
  const [scheme] = /(?:https?|ftp)$/i.exec(last.value.slice(-5)) ?? []
  if (scheme === undefined) return false
  const start = position - scheme.length
  if (/[a-z]/i.test(text.charAt(start - 1))) return false
  const end = scanUrl(state, position + 3, start, 1)
  if (end < 0 || !takeBack(state, scheme.length)) return false
  return takeAddress(state, start, end, '')
}

/** `@` after what may be the name before it. */
export function parseEmail(state: InlineState): boolean {
  const { text, position } = state
  let start = position
  while (start > 0 && /[\w.+-]/.test(text.charAt(start - 1))) start--
  state.meter.count(position - start)
  if (start === position || /[/\\]/.test(text.charAt(start - 1))) return false
  const end = scanEmailDomain(state, position + 1)
  if (end < 0 || !takeBack(state, position - start)) return false
  return takeAddress(state, start, end, 'mailto:')
}

/** Adds an address as a link. It may still grow where nothing follows but what was taken off its end. */
function takeAddress(state: InlineState, start: number, end: number, scheme: string): true {
  const { text, unfinished } = state
  const address = text.slice(start, end)
  pushAutolink(state, scheme + address, address, unfinished && findAddressEnd(state, end) === text.length)
  state.position = end
  return true
}

const EMAIL_DOMAIN = /[a-z\d_-]+(?:\.[a-z\d_-]+)*/iy

function scanEmailDomain(state: InlineState, at: number): number {
  const { text } = state
  EMAIL_DOMAIN.lastIndex = at
  const [domain = ''] = EMAIL_DOMAIN.exec(text.slice(0, at + DOMAIN_CHARS)) ?? []
  const end = at + domain.length
  state.meter.count(domain.length + 1)
  // A dot at the end of the text may be followed by one more label.
  if (end >= text.length || (text.charAt(end) === '.' && end + 1 >= text.length)) state.unsure = true
  // As in cmark-gfm, the last character is a letter.
  return domain.includes('.') && /[a-z]$/i.test(domain) ? end : -1
}

/** Takes the last `count` characters out of the plain text and the delimiters at the end. */
function takeBack(state: InlineState, count: number): boolean {
  const whole: Draft[] = []
  let left = count
  let draft = state.out.last
  for (; draft !== null && left > 0; draft = draft.previous) {
    if (draft.node !== null) return false
    if (draft.value.length > left) break
    left -= draft.value.length
    whole.push(draft)
  }
  if (left > 0) {
    if (draft === null) return false
    draft.value = draft.value.slice(0, -left)
  }
  for (const taken of whole) {
    if (state.delimiters?.draft === taken) removeDelimiter(state, state.delimiters)
    removeDraft(taken)
  }
  return true
}

/** After the address whose domain begins at `at`, without the punctuation that ends a sentence, or -1. */
function scanUrl(state: InlineState, at: number, start: number, labels: number): number {
  const { text, limit } = state
  let end = scanDomain(state, at)
  if (end >= limit && limit === text.length) state.unsure = true
  if (end - at > DOMAIN_CHARS) return -1
  const domain = text
    .slice(at, end)
    .replace(/\.{1,255}$/, '')
    .split('.')
  const isDomain = domain[0] !== '' && domain.length >= labels
  if (!isDomain || domain.slice(-2).some((label) => label.includes('_'))) return -1
  const last = domain.at(-1) ?? ''
  const [ending] = ASCII_ENDING.exec(last) ?? []
  if (ending !== undefined) return at + domain.join('.').length - last.length + ending.length
  end = findAddressEnd(state, end)
  state.meter.count(end - start)
  if (end >= text.length) state.unsure = true
  return trimUrl(text, at, end)
}

/** `com查看`: what a domain ends with, and text right behind it. No domain ends with letters of both. */
const ASCII_ENDING = /^[a-z]{2,}(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7ff])/i

const DOMAIN = /(?:[\w.-]|[^\p{ASCII}\p{Z}\p{P}])*/uy

/** The end of the domain that `at` stands in: one search serves for all addresses that begin within it. */
function scanDomain(state: InlineState, at: number): number {
  if (at < state.domainEnd) return state.domainEnd
  DOMAIN.lastIndex = at
  DOMAIN.test(state.text)
  state.domainEnd = Math.min(DOMAIN.lastIndex, state.limit)
  state.meter.count(state.domainEnd - at)
  return state.domainEnd
}

/** Where an address ends that `from` stands in, with what is taken off its end: one search serves for all that stand there. */
function findAddressEnd(state: InlineState, from: number): number {
  const { text, limit } = state
  let end = Math.max(from, state.addressEnd)
  while (end < limit && !endsAddress(text.charCodeAt(end))) end++
  return (state.addressEnd = end)
}

/** Takes off trailing punctuation, parentheses that were not opened in it, and what looks like a character reference. */
function trimUrl(text: string, start: number, from: number): number {
  let unopened = 0
  for (let index = start; index < from; index++) {
    const code = text.charCodeAt(index)
    if (code === OPEN_PARENTHESIS) unopened--
    else if (code === CLOSE_PARENTHESIS) unopened++
  }
  let end = from
  while (end > start) {
    const last = text.charAt(end - 1)
    if (last === ')') {
      if (unopened <= 0) break
      unopened--
      end--
    } else if ('?!.,:*_~\'"’…'.includes(last)) end--
    else if (last === ';') {
      const name = /&[a-z\d]{1,31};$/i.exec(text.slice(Math.max(start, end - 33), end))
      end -= name?.[0].length ?? 1
    } else break
  }
  return end > start ? end : -1
}
