import { readEntities } from './readEntities.js'

let table: Map<string, string> | null = null

const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z\d]{1,31}));/giy

/** The longest reference that there is, with its ampersand and its semicolon. */
export const REFERENCE_CHARS = 34

/** The character that the reference at `at` stands for and where it ends, or null. @see https://spec.commonmark.org/0.31.2/#entity-and-numeric-character-references */
export function characterReference(text: string, at: number): { value: string; end: number } | null {
  REFERENCE.lastIndex = at
  const match = REFERENCE.exec(text)
  if (match === null) return null
  const [whole, hexadecimal, decimal, name] = match
  const value =
    name === undefined
      ? numbered(hexadecimal === undefined ? Number(decimal) : parseInt(hexadecimal, 16))
      : (table ??= readEntities()).get(name)
  return value === undefined ? null : { value, end: at + whole.length }
}

function numbered(code: number): string {
  return code === 0 || code > 0x10_ffff || (code >= 0xd800 && code <= 0xdfff) ? '\ufffd' : String.fromCodePoint(code)
}

const ESCAPED = new RegExp(`\\\\([!-/:-@[-\`{-~])|${REFERENCE.source}`, 'gi')

/** `text` with its backslash escapes and character references decoded, as in destinations, titles and info strings. */
export function unescape(text: string): string {
  if (!text.includes('\\') && !text.includes('&')) return text
  return text.replace(ESCAPED, (match, escaped: string | undefined) => escaped ?? characterReference(match, 0)?.value ?? match)
}
