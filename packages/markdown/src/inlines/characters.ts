// https://spec.commonmark.org/0.31.2/#characters-and-lines

export const TAB = 9
export const NEWLINE = 10
export const FORM_FEED = 12
export const RETURN = 13
export const SPACE = 32
export const EXCLAMATION = 33
export const QUOTE = 34
export const DOLLAR = 36
export const AMPERSAND = 38
export const APOSTROPHE = 39
export const OPEN_PARENTHESIS = 40
export const CLOSE_PARENTHESIS = 41
export const ASTERISK = 42
export const COLON = 58
export const LESS = 60
export const GREATER = 62
export const AT = 64
export const OPEN_BRACKET = 91
export const BACKSLASH = 92
export const CLOSE_BRACKET = 93
export const CARET = 94
export const UNDERSCORE = 95
export const BACKTICK = 96
export const LETTER_W = 119
export const TILDE = 126

const PUNCTUATION = /[\p{P}\p{S}]/u
const SPACES = /\p{Zs}/u

/** ``!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~``: what a backslash escapes. */
export function isAsciiPunctuation(code: number): boolean {
  return (code > 32 && code < 48) || (code > 57 && code < 65) || (code > 90 && code < 97) || (code > 122 && code < 127)
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB
}

/** Unicode whitespace; the ends of the text count as such. @see https://spec.commonmark.org/0.31.2/#unicode-whitespace-character */
export function isWhitespace(code: number): boolean {
  return !(code > 127)
    ? isBlank(code) || code === NEWLINE || code === FORM_FEED || code === RETURN || Number.isNaN(code)
    : SPACES.test(String.fromCodePoint(code))
}

/** Unicode punctuation and symbols. */
export function isPunctuation(code: number): boolean {
  return !(code > 127) ? isAsciiPunctuation(code) : PUNCTUATION.test(String.fromCodePoint(code))
}

/** Letters and punctuation of Chinese, Japanese and Korean, which are written without blanks between words, and the marks that choose a variant of them. */
const CJK =
  /(?!\ufe0f)\p{VS}|[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe10-\ufe1f\ufe30-\ufe6f\uff01-\uffee\u{16fe0}-\u{18dff}\u{1aff0}-\u{1b16f}\u{20000}-\u{3fffd}]/u

export function isCjk(code: number): boolean {
  return code >= 0x1100 && CJK.test(String.fromCodePoint(code))
}

/** Whether a character is of a word that others may go on with: those of Chinese have no blanks between them. */
export function isWithinWord(code: number): boolean {
  return !isWhitespace(code) && !isPunctuation(code) && !isCjk(code)
}

/** The index after the blanks from `from` on. */
export function skipBlanks(text: string, from: number, end: number = text.length): number {
  let at = from
  while (at < end && isBlank(text.charCodeAt(at))) at++
  return at
}

/** The index after the characters from `at` on that are the same as the one there. */
export function skipSame(text: string, at: number): number {
  let end = at + 1
  while (text.charCodeAt(end) === text.charCodeAt(at)) end++
  return end
}

/** `text` without the spaces, tabs and line ends at its end. A regular expression would be quadratic on many of them. */
export function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && (isBlank(text.charCodeAt(end - 1)) || text.charCodeAt(end - 1) === NEWLINE)) end--
  return end === text.length ? text : text.slice(0, end)
}
