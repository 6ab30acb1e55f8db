import { DESTINATION_PARENTHESES, LABEL_CHARS } from '../caps.js'
import {
  APOSTROPHE,
  BACKSLASH,
  CLOSE_BRACKET,
  CLOSE_PARENTHESIS,
  GREATER,
  isAsciiPunctuation,
  LESS,
  NEWLINE,
  OPEN_BRACKET,
  OPEN_PARENTHESIS,
  QUOTE,
  SPACE,
  skipBlanks,
} from './characters.js'
import type { Meter } from '../Meter.js'
import { unescape } from './entities.js'

/** A text that is looked at up to a limit. */
export interface Scan {
  readonly text: string
  readonly limit: number
  readonly meter: Meter
  /** Set where a scan ran into the end of the text: what it said may change when more text comes. */
  reachedEnd: boolean
}

/** What was read, and where it ends. */
export interface Scanned {
  readonly end: number
  readonly value: string
}

/** The scan came to its limit. */
export function runOut(scan: Scan): null {
  if (scan.limit === scan.text.length) scan.reachedEnd = true
  return null
}

function isEscape(scan: Scan, at: number): boolean {
  return scan.text.charCodeAt(at) === BACKSLASH && at + 1 < scan.limit && isAsciiPunctuation(scan.text.charCodeAt(at + 1))
}

/** After a link label that begins at `at`, or -1. @see https://spec.commonmark.org/0.31.2/#link-label */
export function scanLabel(scan: Scan, at: number): number {
  const end = Math.min(scan.limit, at + LABEL_CHARS + 2)
  let index = at + 1
  for (; index < end; index++) {
    const code = scan.text.charCodeAt(index)
    if (code === OPEN_BRACKET || code === CLOSE_BRACKET) break
    if (code === BACKSLASH && index + 1 < end) index++
  }
  scan.meter.count(index - at)
  if (index >= scan.limit) runOut(scan)
  return index < end && scan.text.charCodeAt(index) === CLOSE_BRACKET ? index + 1 : -1
}

/** A link destination at `at`. @see https://spec.commonmark.org/0.31.2/#link-destination */
export function scanDestination(scan: Scan, at: number): Scanned | null {
  return scan.text.charCodeAt(at) === LESS && at < scan.limit ? scanEnclosed(scan, at, GREATER, [NEWLINE, LESS]) : scanPlain(scan, at)
}

/** What stands between the character at `at` and `close`, with none of the characters that are refused. */
function scanEnclosed(scan: Scan, at: number, close: number, refused: readonly number[]): Scanned | null {
  const { text, limit, meter } = scan
  for (let index = at + 1; index < limit; index++) {
    meter.count(1)
    const code = text.charCodeAt(index)
    if (isEscape(scan, index)) index++
    else if (code === close) return { end: index + 1, value: unescape(text.slice(at + 1, index)) }
    else if (refused.includes(code)) return null
  }
  return runOut(scan)
}

function scanPlain(scan: Scan, at: number): Scanned | null {
  const { text, limit, meter } = scan
  let parentheses = 0
  let index = at
  for (; index < limit; index++) {
    const code = text.charCodeAt(index)
    if (isEscape(scan, index)) index++
    else if (code === OPEN_PARENTHESIS) {
      if (++parentheses > DESTINATION_PARENTHESES) break
    } else if (code === CLOSE_PARENTHESIS) {
      if (parentheses === 0) break
      parentheses--
    } else if (code <= SPACE || code === 127) break
  }
  meter.count(index - at)
  if (index >= limit) runOut(scan)
  if (parentheses > 0 || (index === at && text.charCodeAt(index) !== CLOSE_PARENTHESIS)) return null
  return { end: index, value: unescape(text.slice(at, index)) }
}

/** A link title at `at`. @see https://spec.commonmark.org/0.31.2/#link-title */
export function scanTitle(scan: Scan, at: number): Scanned | null {
  if (at >= scan.limit) return runOut(scan)
  const open = scan.text.charCodeAt(at)
  if (open === OPEN_PARENTHESIS) return scanEnclosed(scan, at, CLOSE_PARENTHESIS, [OPEN_PARENTHESIS])
  return open === QUOTE || open === APOSTROPHE ? scanEnclosed(scan, at, open, []) : null
}

/** After blanks with at most one line end among them. */
export function skipBlanksAndNewline(scan: Scan, at: number): number {
  let index = skipBlanks(scan.text, at, scan.limit)
  if (index < scan.limit && scan.text.charCodeAt(index) === NEWLINE) index = skipBlanks(scan.text, index + 1, scan.limit)
  if (index >= scan.limit) runOut(scan)
  return index
}

/** A label as labels are compared. @see https://spec.commonmark.org/0.31.2/#matches */
export function normalizeLabel(label: string): string {
  return label
    .trim()
    .replace(/[ \t\r\n]+/g, ' ')
    .toLowerCase()
    .toUpperCase()
}
