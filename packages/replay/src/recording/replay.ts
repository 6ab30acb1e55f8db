import { type Clock, systemClock } from '../clock.js'
import { playTimeline, type TimedRead, type Timeline } from '../timeline.js'
import { decodeRead } from './decodeRead.js'
import type { RecordedEnd, RecordedResponse, Recording, RecordingEvent } from './recording.js'
import { RecordingError } from './recordingError.js'

export interface ReplayOptions {
  /** A factor on the recorded pace: `2` is twice as fast; `Infinity`: at once, still read by read. @defaultValue 1 */
  readonly speed?: number | undefined
  /** What waits between the reads, in milliseconds. @defaultValue systemClock */
  readonly clock?: Clock | undefined
}

/**
 * A `fetch` that answers from a recording: the n-th call is answered by the n-th exchange, whatever it asks for, with the same reads at the
 * same distance in time. An abort rejects the call, or breaks the body, as the network would.
 *
 * An exchange that ended because its caller left stays open after its last read until the new caller leaves too: what would have come is
 * not known.
 * @throws RecordingError `exhausted` (the call rejects with it) when the recording holds no further exchange.
 */
export function replay(recording: Recording, options: ReplayOptions = {}): typeof fetch {
  const { speed = 1, clock = systemClock } = options
  const exchanges = exchangesOf(recording)
  let calls = 0

  return async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    signal?.throwIfAborted()
    const exchange = exchanges[calls]
    calls += 1
    if (!exchange) {
      throw new RecordingError(
        'exhausted',
        `The recording holds ${exchanges.length} exchange(s) and this is request ${calls}. Record the further request too, or make fewer.`,
      )
    }
    const startedAtMs = clock.now()
    const { response, timeline } = exchange
    const waitMs = (response?.atMs ?? timeline.end.atMs) / speed
    if (!response && timeline.end.kind === 'abort') return untilAborted(signal)
    if (waitMs > 0) await clock.sleep(waitMs, signal)
    if (!response) throw new TypeError('fetch failed: the recorded connection broke before there was a response')
    const body = NULL_BODY_STATUSES.has(response.status) ? null : playTimeline(timeline, { clock, signal, speed, startedAtMs })
    return new Response(body, { status: response.status, headers: response.headers })
  }
}

interface Exchange {
  response: (RecordedResponse & { readonly atMs: number }) | undefined
  timeline: Timeline
}

/** The exchanges of a recording, each with its times counted from its own request. */
function exchangesOf(recording: Recording): Exchange[] {
  const byNumber = new Map<number, RecordingEvent[]>()
  for (const event of recording.events) {
    const known = byNumber.get(event[1])
    if (known) known.push(event)
    else byNumber.set(event[1], [event])
  }
  return [...byNumber.values()].map(exchangeOf)
}

function exchangeOf(events: readonly RecordingEvent[]): Exchange {
  const requestedMs = events[0]?.[0] ?? 0
  const reads: TimedRead[] = []
  let response: Exchange['response']
  let lastMs = 0
  let end: RecordedEnd | undefined
  for (const event of events) {
    const atMs = event[0] - requestedMs
    lastMs = atMs
    if (event[2] === 'response') response = { ...event[3], atMs }
    else if (event[2] === 'data' || event[2] === 'bytes') reads.push({ atMs, bytes: decodeRead(event) })
    else if (event[2] === 'end') end = event[3]
  }
  // A recording that was cut off while it was written knows no more than one whose caller left.
  return { response, timeline: { reads, end: { atMs: lastMs, kind: end ?? 'abort' } } }
}

/** Statuses whose response must not be given a body. */
const NULL_BODY_STATUSES: ReadonlySet<number> = new Set([204, 205, 304])

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason), { once: true }))
}
