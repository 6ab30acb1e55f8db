import { APOSTROPHE, GREATER, isBlank, NEWLINE, QUOTE } from './characters.js'

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

const TAG_NAME = /[a-z][a-z\d-]*/iy
const ATTRIBUTE_NAME = /[a-z_:][\w.:-]*/iy
const UNQUOTED_VALUE = /[^\0- "'=<>`]+/y

/** After the open or closing tag at `at`, or NO_TAG or CUT_TAG. @see https://spec.commonmark.org/0.31.2/#open-tag */
export function scanTag(text: string, at: number, limit: number): number {
  if (at + 1 >= limit) return CUT_TAG
  const isClosing = text.charCodeAt(at + 1) === SLASH
  let index = scanPattern(TAG_NAME, text, at + (isClosing ? 2 : 1), limit)
  if (index < 0) return index
  if (isClosing) return closeTag(text, skipWhitespace(text, index, limit), limit)
  for (;;) {
    const afterSpace = skipWhitespace(text, index, limit)
    if (afterSpace >= limit) return CUT_TAG
    const code = text.charCodeAt(afterSpace)
    if (code === SLASH) return closeTag(text, afterSpace + 1, limit)
    if (code === GREATER) return afterSpace + 1
    if (afterSpace === index) return NO_TAG
    index = scanAttribute(text, afterSpace, limit)
    if (index < 0) return index
  }
}

function closeTag(text: string, at: number, limit: number): number {
  if (at >= limit) return CUT_TAG
  return text.charCodeAt(at) === GREATER ? at + 1 : NO_TAG
}

/** After what the pattern matches at `at`. */
function scanPattern(pattern: RegExp, text: string, at: number, limit: number): number {
  if (at >= limit) return CUT_TAG
  pattern.lastIndex = at
  if (!pattern.test(text)) return NO_TAG
  return pattern.lastIndex >= limit ? CUT_TAG : pattern.lastIndex
}

/** A name and, where `=` follows, a value. @see https://spec.commonmark.org/0.31.2/#attribute */
function scanAttribute(text: string, at: number, limit: number): number {
  const index = scanPattern(ATTRIBUTE_NAME, text, at, limit)
  if (index < 0) return index
  const equals = skipWhitespace(text, index, limit)
  if (equals >= limit) return CUT_TAG
  return text.charCodeAt(equals) === EQUALS ? scanValue(text, skipWhitespace(text, equals + 1, limit), limit) : index
}

function scanValue(text: string, at: number, limit: number): number {
  const quote = text.charCodeAt(at)
  if (at >= limit || (quote !== QUOTE && quote !== APOSTROPHE)) return scanPattern(UNQUOTED_VALUE, text, at, limit)
  const end = text.indexOf(text.charAt(at), at + 1)
  return end < 0 || end >= limit ? CUT_TAG : end + 1
}

function skipWhitespace(text: string, from: number, limit: number): number {
  let index = from
  while (index < limit && (isBlank(text.charCodeAt(index)) || text.charCodeAt(index) === NEWLINE)) index++
  return index
}
