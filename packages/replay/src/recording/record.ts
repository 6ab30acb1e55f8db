import { type Clock, systemClock } from '../clock.js'
import { describeRequest } from './describeRequest.js'
import { endOf, recordBody, type Writer } from './recordBody.js'
import type { RecordingEntry, RecordingEvent } from './recording.js'
import { createRedactor } from './createRedactor.js'

export interface RecordOptions {
  /** A name for people, for the recording's header. */
  readonly label?: string | undefined
  /** Which gateway answers, for the recording's header. */
  readonly gateway?: string | undefined
  /** What the times of the events are read from, in whole milliseconds since the first request. @defaultValue systemClock */
  readonly clock?: Clock | undefined
}

/**
 * Wraps a `fetch` so that everything that passes through it is told to `sink`, entry by entry as it happens: the header before the first
 * request, then requests, responses, each network read and how each exchange ended.
 *
 * The caller's response is what it would have been: the same reads at the same time, nothing read ahead, aborts and errors passed on.
 * Keys, cookies and authorization are never given to the sink.
 */
export function record(
  fetch: typeof globalThis.fetch,
  sink: (entry: RecordingEntry) => void,
  options: RecordOptions = {},
): typeof globalThis.fetch {
  const { clock = systemClock, label, gateway } = options
  let startedAtMs: number | undefined
  let exchanges = 0

  const begin = () => {
    startedAtMs = clock.now()
    const startedAt = new Date(startedAtMs).toISOString()
    sink({ rivulet: 1, ...(label !== undefined && { label }), ...(gateway !== undefined && { gateway }), startedAt })
    return startedAtMs
  }

  return async (input, init) => {
    const redactor = createRedactor()
    const request = await describeRequest(input, init, redactor)
    const zeroMs = startedAtMs ?? begin()
    exchanges += 1
    const exchange = exchanges
    let ended = false
    const write: Writer = (kind, value) => {
      if (ended) return
      ended = kind === 'end'
      sink([Math.round(clock.now() - zeroMs), exchange, kind, value] as unknown as RecordingEvent)
    }

    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    write('request', request)
    try {
      const response = await fetch(input, init)
      write('response', { status: response.status, headers: redactor.headers(response.headers) })
      return recordBody(response, redactor, signal, write)
    } catch (error) {
      write('end', endOf(error, signal))
      throw error
    }
  }
}
