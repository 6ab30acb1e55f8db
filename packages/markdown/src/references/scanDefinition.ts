import { DEFINED_LABEL_CHARS, DEFINITION_CHARS } from '../caps.js'
import { COLON, NEWLINE, OPEN_BRACKET, skipBlanks } from '../inlines/characters.js'
import type { Meter } from '../Meter.js'
import { normalizeLabel, runOut, scanDestination, scanLabel, scanTitle, skipBlanksAndNewline, type Scan } from '../inlines/scan.js'

/** A link reference definition, and where what follows it begins. */
export interface ScannedDefinition {
  readonly label: string
  readonly url: string
  readonly title: string | null
  readonly end: number
}

/**
 * The definition that `text` begins with, null where it begins with none, or 'open' where more text would decide.
 *
 * @see https://spec.commonmark.org/0.31.2/#link-reference-definition
 */
export function scanDefinition(text: string, meter: Meter): { readonly found: ScannedDefinition | null; readonly isOpen: boolean } {
  const scan = { text, limit: Math.min(text.length, DEFINITION_CHARS), reachedEnd: false, meter }
  const found = scanFrom(scan)
  return { found, isOpen: scan.reachedEnd }
}

function scanFrom(scan: Scan): ScannedDefinition | null {
  const { text, limit } = scan
  if (text.charCodeAt(0) !== OPEN_BRACKET) return null
  const labelScan = { ...scan, limit: Math.min(limit, DEFINED_LABEL_CHARS + 2) }
  const labelEnd = scanLabel(labelScan, 0)
  scan.reachedEnd = labelScan.reachedEnd
  if (labelEnd < 0) return null
  if (labelEnd >= limit) scan.reachedEnd = limit === text.length
  const label = normalizeLabel(text.slice(1, labelEnd - 1))
  if (text.charCodeAt(labelEnd) !== COLON || label === '') return null
  const start = skipBlanksAndNewline(scan, labelEnd + 1)
  const destination = start < limit ? scanDestination(scan, start) : null
  if (destination === null || destination.end === start) return null
  const { end: destinationEnd, value: url } = destination

  const titleStart = skipBlanksAndNewline(scan, destinationEnd)
  const title = titleStart > destinationEnd && titleStart < limit ? scanTitle(scan, titleStart) : null
  const titleLineEnd = title === null ? -1 : lineEnd(scan, title.end)
  if (title !== null && titleLineEnd >= 0) return { label, url, title: title.value, end: titleLineEnd }
  const end = lineEnd(scan, destinationEnd)
  return end < 0 ? null : { label, url, title: null, end }
}

/** Where the next line begins, or -1 where something but blanks comes before. */
function lineEnd(scan: Scan, from: number): number {
  const { text, limit } = scan
  const at = skipBlanks(text, from, limit)
  if (at >= limit) {
    runOut(scan)
    return limit === text.length ? at : -1
  }
  if (text.charCodeAt(at) !== NEWLINE) return -1
  return at + 1
}
