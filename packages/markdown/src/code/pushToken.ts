import type { Token, TokenKind } from './Highlighter.js'

/**
 * Adds a piece of a line to its tokens: to the last one where both are of a kind. A character of two code units stays whole, for browsers and
 * servers draw halves each in their own way.
 */
export function pushToken(tokens: Token[], text: string, kind: TokenKind | null): void {
  const last = tokens.at(-1)
  if (last === undefined) {
    if (text !== '') tokens.push({ text, kind })
  } else if (last.kind === kind) {
    tokens[tokens.length - 1] = { text: last.text + text, kind }
  } else if (isHigh(last.text.charCodeAt(last.text.length - 1)) && isLow(text.charCodeAt(0))) {
    tokens[tokens.length - 1] = { text: last.text + text.charAt(0), kind: last.kind }
    if (text.length > 1) tokens.push({ text: text.slice(1), kind })
  } else if (text !== '') {
    tokens.push({ text, kind })
  }
}

/** Whether the code unit is the first half of a character, if its other half follows. @see https://www.unicode.org/faq/utf_bom.html#utf16-2 */
export function isHigh(code: number): boolean {
  return code >= 0xd800 && code < 0xdc00
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code < 0xe000
}
