import type { ServedExchange } from '../faults/fault.js'
import type { TimedRead } from '../timeline.js'
import { decodeRead } from './decodeRead.js'
import type { RecordedEnd, RecordedRequest, RecordedResponse, Recording, RecordingEvent } from './recording.js'

/** One request of a recording with all that came of it. */
export interface RecordedExchange {
  readonly request: RecordedRequest | undefined
  /** When it was sent, in milliseconds after the recording began. */
  readonly requestedAtMs: number
  /** How long it took from its request to its end, in milliseconds. */
  readonly durationMs: number
  /** What came back; undefined where there was no response. */
  readonly answer: ServedExchange | undefined
  readonly end: RecordedEnd
}

/** The exchanges of a recording in their order, each with its times counted from its own request. */
export function exchangesOf(recording: Recording): RecordedExchange[] {
  const byNumber = new Map<number, RecordingEvent[]>()
  for (const event of recording.events) {
    const known = byNumber.get(event[1])
    if (known) known.push(event)
    else byNumber.set(event[1], [event])
  }
  return [...byNumber.values()].map(exchangeOf)
}

function exchangeOf(events: readonly RecordingEvent[]): RecordedExchange {
  const requestedAtMs = events[0]?.[0] ?? 0
  const reads: TimedRead[] = []
  let request: RecordedRequest | undefined
  let response: (RecordedResponse & { readonly atMs: number }) | undefined
  let durationMs = 0
  // A recording that was cut off while it was written knows no more than one whose caller left.
  let end: RecordedEnd = 'abort'
  for (const event of events) {
    const atMs = event[0] - requestedAtMs
    durationMs = atMs
    if (event[2] === 'request') request = event[3]
    else if (event[2] === 'response') response = { ...event[3], atMs }
    else if (event[2] === 'data' || event[2] === 'bytes') reads.push({ atMs, bytes: decodeRead(event) })
    else if (event[2] === 'end') end = event[3]
  }
  const answer: ServedExchange | undefined = response && {
    status: response.status,
    headers: response.headers,
    headAtMs: response.atMs,
    timeline: { reads, end: { atMs: durationMs, kind: end } },
  }
  return { request, requestedAtMs, durationMs, answer, end }
}
