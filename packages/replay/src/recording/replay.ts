import { type Clock, systemClock } from '../clock.js'
import type { FaultOptions } from '../faults/applyFaults.js'
import type { ServedExchange } from '../faults/fault.js'
import { playTimeline } from '../timeline.js'
import { exchangesOf } from './exchanges.js'
import { createPicker } from './pickExchange.js'
import type { Recording } from './recording.js'
import { signalOf } from './signalOf.js'

export interface ReplayOptions extends FaultOptions {
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
 * not known. An exchange that a fault kept from its caller is served once more when it is asked for again.
 * @throws RangeError when the speed is not above 0.
 * @throws RecordingError `exhausted` (the call rejects with it) when the recording holds no further exchange.
 */
export function replay(recording: Recording, options: ReplayOptions = {}): typeof fetch {
  const { speed = 1, clock = systemClock } = options
  if (!(speed > 0)) throw new RangeError(`The speed is ${speed}, at which nothing can be played. Give a factor above 0, or Infinity.`)
  const pick = createPicker(exchangesOf(recording), options)

  return async (input, init) => {
    const signal = signalOf(input, init)
    signal?.throwIfAborted()
    const startedAtMs = clock.now()
    const { answer, exchange } = await pick(input, init)
    if (!answer && exchange.end === 'abort') return untilAborted(signal)
    const waitMs = (answer?.headAtMs ?? exchange.durationMs) / speed
    if (waitMs > 0) await clock.sleep(waitMs, signal)
    if (!answer) throw noResponse()
    return toResponse(answer, () => playTimeline(answer.timeline, { clock, signal, speed, startedAtMs }))
  }
}

/** The response with its body, made only where its status may have one. */
export function toResponse({ status, headers }: ServedExchange, body: () => ReadableStream<Uint8Array<ArrayBuffer>>): Response {
  return new Response(NULL_BODY_STATUSES.has(status) ? null : body(), { status, headers })
}

/** What a `fetch` rejects with where the recorded one found no answer. */
export function noResponse(): TypeError {
  return new TypeError('fetch failed: the recorded connection broke before there was a response')
}

/** Statuses whose response must not be given a body. */
const NULL_BODY_STATUSES: ReadonlySet<number> = new Set([204, 205, 304])

/** Waits for nothing but the abort. */
export function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason)
    else signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
