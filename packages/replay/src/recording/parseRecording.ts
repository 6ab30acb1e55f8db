import { isObject, type JsonObject } from '../jsonObject.js'
import type { Recording, RecordingEvent, RecordingHeader } from './recording.js'
import { RecordingError } from './recordingError.js'

/** The longest time that a timer waits, in milliseconds: nearly 25 days. */
const MAX_MS = 2 ** 31 - 1

/**
 * Reads the text of a `*.stream.jsonl` file. Kinds of events that this version does not know are passed over.
 * @throws RecordingError with the line at fault: `invalid`, or `version` where the file is of a later format.
 */
export function parseRecording(text: string): Recording {
  const lines = text.split('\n')
  const header = parseHeader(lines[0] ?? '')
  const exchanges = new Map<number, 'requested' | 'answered' | 'ended'>()
  let lastMs = 0
  const events = lines.slice(1).flatMap((line, index) => {
    if (line.trim() === '') return []
    const event = parseEvent(line, index + 2)
    if (!event) return []
    if (event[0] < lastMs) throw new RecordingError('invalid', `the time is earlier than the event before, ${lastMs} ms.`, index + 2)
    lastMs = event[0]
    checkOrder(event, exchanges, index + 2)
    return [event]
  })
  return { header, events }
}

function parseHeader(line: string): RecordingHeader {
  const value = parseLine(line, 1)
  if (!isObject(value) || value['rivulet'] === undefined) {
    throw new RecordingError(
      'invalid',
      'not the header of a recording. A recording begins with an object such as {"rivulet":1,"label":"…"}.',
      1,
    )
  }
  const { rivulet, label, gateway, startedAt } = value
  if (rivulet !== 1) {
    throw new RecordingError(
      'version',
      `the recording is of version ${JSON.stringify(rivulet)} and this package reads version 1. Update @rivulet/replay.`,
      1,
    )
  }
  for (const [name, field] of Object.entries({ label, gateway, startedAt })) {
    if (field !== undefined && typeof field !== 'string') throw new RecordingError('invalid', `"${name}" is not a string.`, 1)
  }
  return value as unknown as RecordingHeader
}

function parseEvent(line: string, lineNumber: number): RecordingEvent | undefined {
  const value = parseLine(line, lineNumber)
  const invalid = (what: string) => new RecordingError('invalid', what, lineNumber)
  if (!Array.isArray(value) || value.length < 4) throw invalid('not an event. An event is [tMs, exchange, kind, value].')
  const [tMs, exchange, kind, payload] = value as readonly unknown[]
  if (typeof tMs !== 'number' || !(tMs >= 0 && tMs <= MAX_MS))
    throw invalid(`the time is not a number of milliseconds from 0 to ${MAX_MS}.`)
  if (typeof exchange !== 'number' || !Number.isInteger(exchange) || exchange < 1)
    throw invalid('the exchange is not a whole number of 1 or more.')
  if (typeof kind !== 'string') throw invalid('the kind is not a string.')
  const check = Object.hasOwn(CHECKS, kind) ? CHECKS[kind as keyof typeof CHECKS] : undefined
  if (!check) return undefined
  const wrong = check(payload)
  if (wrong !== undefined) throw invalid(`${kind}: ${wrong}`)
  return [tMs, exchange, kind, payload] as unknown as RecordingEvent
}

/** What is wrong with the value of an event of each kind. */
const CHECKS: Record<RecordingEvent[2], (value: unknown) => string | undefined> = {
  request: (value) => {
    if (!isObject(value) || typeof value['method'] !== 'string' || typeof value['url'] !== 'string')
      return 'needs "method" and "url" as strings.'
    if (value['body'] !== null && typeof value['body'] !== 'string') return '"body" is neither a string nor null.'
    return wrongHeaders(value)
  },
  response: (value) => {
    if (
      !isObject(value) ||
      typeof value['status'] !== 'number' ||
      !Number.isInteger(value['status']) ||
      value['status'] < 200 ||
      value['status'] > 599
    ) {
      return 'needs a "status" of 200 to 599.'
    }
    return wrongHeaders(value)
  },
  data: (value) => (typeof value === 'string' ? undefined : 'the text of the read is not a string.'),
  bytes: (value) =>
    typeof value === 'string' && /^(?:[\w+/]{4})*(?:[\w+/]{2}==|[\w+/]{3}=)?$/.test(value) ? undefined : 'the read is not in base64.',
  end: (value) => (value === 'eof' || value === 'error' || value === 'abort' ? undefined : 'is "eof", "error" or "abort".'),
}

/** Whoever plays a recording may take its order for granted: request, response, reads, end; at most one of each but the reads. */
function checkOrder([, exchange, kind]: RecordingEvent, exchanges: Map<number, 'requested' | 'answered' | 'ended'>, line: number): void {
  const before = exchanges.get(exchange)
  const invalid = (what: string) => new RecordingError('invalid', `exchange ${exchange}: ${what}`, line)
  if (kind === 'request') {
    if (before) throw invalid('has a second request.')
    if (exchange !== exchanges.size + 1)
      throw invalid(`comes where exchange ${exchanges.size + 1} should. Exchanges are counted from 1 in the order of their requests.`)
    exchanges.set(exchange, 'requested')
    return
  }
  if (!before) throw invalid(`has a ${kind} before its request.`)
  if (before === 'ended') throw invalid(`has a ${kind} after its end.`)
  if (kind === 'response' && before === 'answered') throw invalid('has a second response.')
  if ((kind === 'data' || kind === 'bytes') && before !== 'answered') throw invalid('has a read before its response.')
  if (kind === 'end' && before !== 'answered') {
    exchanges.set(exchange, 'ended')
    return
  }
  exchanges.set(exchange, kind === 'end' ? 'ended' : 'answered')
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5 */
function wrongHeaders({ headers }: JsonObject): string | undefined {
  if (!isObject(headers)) return '"headers" is not an object of strings.'
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string') return '"headers" is not an object of strings.'
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) return `${JSON.stringify(name)} is not the name of a header.`
    // What `Headers` takes: a byte each, and nothing that ends a line.
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return `the value of the header "${name}" holds letters that no header can.`
  }
  return undefined
}

function parseLine(line: string, lineNumber: number): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new RecordingError(
      'invalid',
      line.trim() === '' ? 'empty, where the header should be.' : 'not JSON. Each line is one JSON value.',
      lineNumber,
    )
  }
}
