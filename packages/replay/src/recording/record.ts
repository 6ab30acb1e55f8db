import { type Clock, systemClock } from '../clock.js'
import { describeRequest } from './describeRequest.js'
import { encodeRead } from './readBytes.js'
import type { RecordedEnd, RecordingEntry, RecordingEvent } from './recording.js'
import { createRedactor, type Redactor } from './redact.js'

export interface RecordOptions {
  /** A name for people. */
  readonly label?: string
  /** Which gateway answers. */
  readonly gateway?: string
  /** @defaultValue systemClock */
  readonly clock?: Clock
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
    // An abort is recorded when it happens: a body that nobody reads any more would never tell.
    const onAbort = () => write('end', 'abort')
    write('request', request)
    try {
      const response = await fetch(input, init)
      write('response', { status: response.status, headers: redactor.headers(response.headers) })
      signal?.addEventListener('abort', onAbort, { once: true })
      return recordBody(response, redactor, (kind, value) => {
        if (kind === 'end') signal?.removeEventListener('abort', onAbort)
        write(kind, value)
      })
    } catch (error) {
      write('end', endOf(error, signal))
      throw error
    }
  }
}

type Writer = (kind: RecordingEvent[2], value: RecordingEvent[3]) => void

/** The response with a body that tells what is read from it. */
function recordBody(response: Response, redactor: Redactor, write: Writer): Response {
  if (!response.body) {
    write('end', 'eof')
    return response
  }
  const reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> = response.body.getReader()
  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) {
            write('end', 'eof')
            controller.close()
            return
          }
          const [kind, text] = encodeRead(value)
          write(kind, kind === 'data' ? redactor.text(text) : text)
          controller.enqueue(value)
        } catch (error) {
          write('end', endOf(error))
          controller.error(error)
        }
      },
      cancel(reason) {
        write('end', 'abort')
        return reader.cancel(reason)
      },
    },
    // Only what the caller asks for is read, so that back-pressure reaches the network as without a recorder.
    { highWaterMark: 0 },
  )
  const recorded = new Response(body, response)
  // A constructed response has no address; the caller's error messages and redirect checks want the one it was read from.
  return Object.defineProperties(recorded, { url: { value: response.url }, redirected: { value: response.redirected } })
}

function endOf(error: unknown, signal?: AbortSignal): RecordedEnd {
  return signal?.aborted || (error instanceof Error && error.name === 'AbortError') ? 'abort' : 'error'
}
