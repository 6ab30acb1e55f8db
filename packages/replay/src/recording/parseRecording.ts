import type { Recording, RecordingEvent, UnknownEntry } from './recording.js'
import { RecordingError } from './recordingError.js'
import { isKnown, parseEvent } from './parseEvent.js'
import { parseHeader } from './parseHeader.js'

/**
 * Reads the text of a `*.stream.jsonl` file. Kinds of events that this version does not know are passed over, and kept for `formatRecording`.
 * @throws RecordingError with the line at fault: `invalid`, or `version` where the file is of a later format.
 */
export function parseRecording(text: string): Recording {
  const lines = (text.startsWith('\uFEFF') ? text.slice(1) : text).split('\n')
  const header = parseHeader(parseLine(lines[0] ?? '', 1, lines.length))
  const exchanges = new Map<number, Progress>()
  const events: RecordingEvent[] = []
  const unknown: UnknownEntry[] = []
  let lastMs = 0
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue
    const lineNumber = index + 1
    const entry = parseEvent(parseLine(line, lineNumber, lines.length), lineNumber)
    if (!isKnown(entry)) {
      unknown.push({ before: events.length, entry })
      continue
    }
    if (entry[0] < lastMs) {
      throw new RecordingError(
        'invalid',
        `the time is earlier than the event before, ${lastMs} ms. Put the events in the order in which they happened.`,
        lineNumber,
      )
    }
    lastMs = entry[0]
    checkOrder(entry, exchanges, lineNumber)
    events.push(entry)
  }
  return unknown.length > 0 ? { header, events, unknown } : { header, events }
}

type Progress = 'requested' | 'answered' | 'ended'

/** Whoever plays a recording may take its order for granted: request, response, reads, end; at most one of each but the reads. */
function checkOrder([, exchange, kind]: RecordingEvent, exchanges: Map<number, Progress>, line: number): void {
  const before = exchanges.get(exchange)
  const invalid = (what: string) => new RecordingError('invalid', `exchange ${exchange}: ${what}`, line)
  if (kind === 'request') {
    if (before) throw invalid('has a second request. Give each request an exchange of its own.')
    if (exchange !== exchanges.size + 1)
      throw invalid(`comes where exchange ${exchanges.size + 1} should. Exchanges are counted from 1 in the order of their requests.`)
    exchanges.set(exchange, 'requested')
    return
  }
  const order = 'An exchange is a request, a response, reads and an end, in this order.'
  if (!before) throw invalid(`has a ${kind} before its request. ${order}`)
  if (before === 'ended') throw invalid(`has a ${kind} after its end. ${order}`)
  if (kind === 'response' && before === 'answered') throw invalid('has a second response. Give each response an exchange of its own.')
  if ((kind === 'data' || kind === 'bytes') && before !== 'answered') throw invalid(`has a read before its response. ${order}`)
  exchanges.set(exchange, kind === 'end' ? 'ended' : 'answered')
}

function parseLine(line: string, lineNumber: number, lines: number): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new RecordingError('invalid', whyNotJson(line, lineNumber, lines), lineNumber)
  }
}

function whyNotJson(line: string, lineNumber: number, lines: number): string {
  if (line.trim() === '') return 'empty, where the header should be. Begin the file with an object such as {"rivulet":1,"label":"…"}.'
  // Every entry is written with its line break, so a last line without one was not written to its end.
  if (lineNumber > 1 && lineNumber === lines) return 'not JSON: the recording was cut off while it was written. Delete this last line.'
  return 'not JSON. Each line is one JSON value; delete the line, or record anew.'
}
