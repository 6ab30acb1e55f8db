import { APOSTROPHE, GREATER, isAlphanumeric, isBlank, isLetter, LESS, NEWLINE, QUOTE } from './characters.js'

/** Nothing that begins here is a tag. */
export const NO_TAG = -1
/** The text ends within what may yet become a tag. */
export const CUT_TAG = -2

/** Comments, processing instructions, CDATA: how each begins and how it ends. */
export const SECTIONS: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<?', '?>'],
  ['<![CDATA[', ']]>'],
]

const SLASH = 47
const EQUALS = 61
const HYPHEN = 45
const COLON = 58
const UNDERSCORE = 95
const DOT = 46

/** After the open or closing tag at `at`, or NO_TAG or CUT_TAG. @see https://spec.commonmark.org/0.31.2/#open-tag */
export function scanTag(text: string, at: number, limit: number): number {
  if (at + 1 >= limit) return CUT_TAG
  const isClosing = text.charCodeAt(at + 1) === SLASH
  let index = scanTagName(text, at + (isClosing ? 2 : 1), limit)
  if (index < 0) return index
  if (isClosing) return closeTag(text, skipWhitespace(text, index, limit), limit)
  for (;;) {
    const afterSpace = skipWhitespace(text, index, limit)
    if (afterSpace >= limit) return CUT_TAG
    const code = text.charCodeAt(afterSpace)
    if (code === SLASH) return closeTag(text, afterSpace + 1, limit)
    if (code === GREATER) return afterSpace + 1
    if (afterSpace === index || !isNameStart(code)) return NO_TAG
    index = scanAttribute(text, afterSpace, limit)
    if (index < 0) return index
  }
}

function closeTag(text: string, at: number, limit: number): number {
  if (at >= limit) return CUT_TAG
  return text.charCodeAt(at) === GREATER ? at + 1 : NO_TAG
}

function scanTagName(text: string, at: number, limit: number): number {
  if (at >= limit) return CUT_TAG
  if (!isLetter(text.charCodeAt(at))) return NO_TAG
  let index = at
  while (index < limit && (isAlphanumeric(text.charCodeAt(index)) || text.charCodeAt(index) === HYPHEN)) index++
  return index >= limit ? CUT_TAG : index
}

function isNameStart(code: number): boolean {
  return isLetter(code) || code === UNDERSCORE || code === COLON
}

/** A name and, where `=` follows, a value. @see https://spec.commonmark.org/0.31.2/#attribute */
function scanAttribute(text: string, at: number, limit: number): number {
  let index = at
  while (index < limit && isNameRest(text.charCodeAt(index))) index++
  const equals = skipWhitespace(text, index, limit)
  if (equals >= limit) return CUT_TAG
  return text.charCodeAt(equals) === EQUALS ? scanValue(text, skipWhitespace(text, equals + 1, limit), limit) : index
}

function isNameRest(code: number): boolean {
  return isAlphanumeric(code) || isNameStart(code) || code === DOT || code === HYPHEN
}

function scanValue(text: string, at: number, limit: number): number {
  if (at >= limit) return CUT_TAG
  const quote = text.charCodeAt(at)
  if (quote === QUOTE || quote === APOSTROPHE) {
    const end = text.indexOf(quote === QUOTE ? '"' : "'", at + 1)
    return end < 0 || end >= limit ? CUT_TAG : end + 1
  }
  let index = at
  while (index < limit && isUnquoted(text.charCodeAt(index))) index++
  if (index >= limit) return CUT_TAG
  return index === at ? NO_TAG : index
}

function isUnquoted(code: number): boolean {
  return code > 32 && code !== QUOTE && code !== APOSTROPHE && code !== EQUALS && code !== LESS && code !== GREATER && code !== 96
}

function skipWhitespace(text: string, from: number, limit: number): number {
  let index = from
  while (index < limit && (isBlank(text.charCodeAt(index)) || text.charCodeAt(index) === NEWLINE)) index++
  return index
}
