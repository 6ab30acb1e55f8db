import { encodeRead } from './encodeRead.js'
import type { RecordedEnd, RecordingEvent } from './recording.js'
import type { Redactor } from './createRedactor.js'

/** A kind of event with its value. */
export type Told = readonly [kind: RecordingEvent[2], value: RecordingEvent[3]]

/** Has events of the exchange written with the time of this moment: `work` settles which, at once or later. */
export type Tell = (work: (settle: (...told: readonly Told[]) => void) => void) => void

/** The response with a body that tells what is read from it and how it ended. */
export function recordBody(
  response: Response,
  redactor: Redactor,
  signal: AbortSignal | undefined,
  tell: Tell,
  onEnd: () => void,
): Response {
  if (!response.body) {
    tell((settle) => settle(['end', 'eof']))
    onEnd()
    return response
  }
  const reads = redactor.reads(response.headers.get('content-type') ?? '')
  const reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> = response.body.getReader()
  const end = (how: RecordedEnd) => {
    signal?.removeEventListener('abort', onLeave)
    tell((settle) => settle(...readOf(reads.rest()), ['end', how]))
    onEnd()
  }
  // A caller that knows the answer to be over may leave before it has read the end; what had ended by then has ended.
  let isOver = false
  const onLeave = () => end(isOver ? 'eof' : 'abort')
  const onClosed = () => {
    isOver = true
  }
  reader.closed.then(onClosed, () => undefined)
  // An abort is written when it happens: a body that nobody reads any more would never tell.
  signal?.addEventListener('abort', onLeave, { once: true })

  const body = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) {
            end('eof')
            controller.close()
            return
          }
          tell((settle) => reads.read(value, (clean) => settle(...readOf(clean))))
          controller.enqueue(value)
        } catch (error) {
          end(endOf(error, signal))
          controller.error(error)
        }
      },
      cancel(reason) {
        onLeave()
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

function readOf(bytes: Uint8Array<ArrayBuffer>): Told[] {
  return bytes.length > 0 ? [encodeRead(bytes)] : []
}

/** How an exchange ended that threw. */
export function endOf(error: unknown, signal: AbortSignal | undefined): RecordedEnd {
  return signal?.aborted || (error instanceof Error && error.name === 'AbortError') ? 'abort' : 'error'
}
