import { isObject, type JsonObject } from '../jsonObject.js'
import type { RecordingEvent } from './recording.js'
import { RecordingError } from './recordingError.js'

/** The longest time that a timer waits, in milliseconds: nearly 25 days. */
const MAX_MS = 2 ** 31 - 1

type UnknownEvent = readonly [tMs: number, exchange: number, kind: string, ...value: readonly unknown[]]

/** The event that a line holds, of a known kind or of one that a later version may have added. @throws RecordingError `invalid`. */
export function parseEvent(value: unknown, line: number): RecordingEvent | UnknownEvent {
  const invalid = (what: string) => new RecordingError('invalid', what, line)
  if (!Array.isArray(value) || value.length < 4) throw invalid('not an event. An event is [tMs, exchange, kind, value].')
  const [tMs, exchange, kind, payload] = value as readonly unknown[]
  if (typeof tMs !== 'number' || !(tMs >= 0 && tMs <= MAX_MS))
    throw invalid(`the time is not a number of milliseconds from 0 to ${MAX_MS}. Count it from the first request.`)
  if (typeof exchange !== 'number' || !Number.isInteger(exchange) || exchange < 1)
    throw invalid('the exchange is not a whole number of 1 or more. Count requests from 1.')
  if (typeof kind !== 'string') throw invalid(`the kind is not a string. Write one of ${Object.keys(CHECKS).join(', ')}.`)
  const wrong = isKnownKind(kind) ? CHECKS[kind](payload) : undefined
  if (wrong !== undefined) throw invalid(`${kind}: ${wrong}`)
  return value as unknown as RecordingEvent | UnknownEvent
}

export function isKnown(event: RecordingEvent | UnknownEvent): event is RecordingEvent {
  return isKnownKind(event[2])
}

function isKnownKind(kind: string): kind is RecordingEvent[2] {
  return Object.hasOwn(CHECKS, kind)
}

/** What is wrong with the value of an event of each kind, and what would be right. */
const CHECKS: Record<RecordingEvent[2], (value: unknown) => string | undefined> = {
  request: (value) => {
    if (!isObject(value) || typeof value['method'] !== 'string' || typeof value['url'] !== 'string')
      return 'needs "method" and "url" as strings.'
    if (value['body'] !== null && typeof value['body'] !== 'string')
      return '"body" is neither a string nor null. Write what was sent as text.'
    return wrongHeaders(value)
  },
  response: (value) => {
    if (!isObject(value) || !isStatus(value['status'])) return 'needs a "status" of 200 to 599.'
    return wrongHeaders(value)
  },
  data: (value) => (typeof value === 'string' ? undefined : 'the text of the read is not a string. Write it in quotes.'),
  bytes: (value) =>
    typeof value === 'string' && isBase64(value) ? undefined : 'the read is not in base64. Encode its bytes anew, with the padding.',
  end: (value) => (value === 'eof' || value === 'error' || value === 'abort' ? undefined : 'is "eof", "error" or "abort".'),
}

function isStatus(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 200 && value <= 599
}

// Not one expression that counts in fours: on a long read it would need more stack than there is.
function isBase64(value: string): boolean {
  return value.length % 4 === 0 && /^[A-Za-z\d+/]*={0,2}$/.test(value)
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5 */
function wrongHeaders({ headers }: JsonObject): string | undefined {
  if (!isObject(headers)) return '"headers" is not an object of strings.'
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string') return '"headers" is not an object of strings.'
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return `${JSON.stringify(name)} is not the name of a header. Rename or delete it.`
    if (!isHeaderValue(value)) return `the value of the header "${name}" holds letters that no header can. Delete them.`
  }
  return undefined
}

/** What `Headers` takes: a byte each, and nothing that ends a line. @see https://fetch.spec.whatwg.org/#header-value */
function isHeaderValue(value: string): boolean {
  return /^[^\0\n\r\u0100-\uFFFF]*$/.test(value)
}
