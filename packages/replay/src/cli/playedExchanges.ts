import { type ChatRequestBody, type ChatStream, createChatClient } from '@rivulet/core'
import type { Fault } from '../faults/fault.js'
import { exchangesOf, type RecordedExchange } from '../recording/exchanges.js'
import type { Recording } from '../recording/recording.js'
import { RecordingError } from '../recording/recordingError.js'
import { replay } from '../recording/replay.js'
import { pacedClock } from './pacedClock.js'
import { parsedBody } from './parsedBody.js'

/** What is played, and how. */
export interface Play {
  readonly recording: Recording
  /** A factor on the recorded pace; Infinity: at once. */
  readonly speed: number
  readonly faults: readonly Fault[]
  readonly seed: number | undefined
}

/** One exchange of a recording, and what asks for it. */
export interface PlayedExchange {
  readonly exchange: RecordedExchange
  /** How long ago it was asked for, in milliseconds of the recording. */
  readonly elapsedMs: () => number
  /** @param leave called when the recorded caller left. */
  readonly ask: (signal: AbortSignal, leave: () => void) => Promise<Response>
}

/** The exchanges of a recording one after the other, each when its time has come. */
export async function* playedExchanges({ recording, speed, faults, seed }: Play): AsyncGenerator<PlayedExchange> {
  const clock = pacedClock(speed)
  const fetch = replay(recording, { clock, faults, seed })
  let isExhausted = false
  for (const exchange of exchangesOf(recording)) {
    const waitMs = exchange.requestedAtMs - clock.now()
    if (waitMs > 0) await clock.sleep(waitMs)
    // A client that was kept from an answer has asked again, and had what follows.
    if (isExhausted) return
    const askedAtMs = clock.now()
    yield {
      exchange,
      elapsedMs: () => clock.now() - askedAtMs,
      async ask(signal, leave) {
        const isLeft = faults.length === 0 && exchange.end === 'abort'
        if (isLeft && !exchange.answer) setTimeout(leave, exchange.durationMs / speed)
        try {
          const response = await fetch('http://recording.invalid/v1/chat/completions', { signal })
          return isLeft ? leftAtItsEnd(response, exchange, speed, leave) : response
        } catch (error) {
          isExhausted = error instanceof RecordingError
          throw error
        }
      },
    }
  }
}

/** The answers of a recording as the real client reads them. Lists of models and the like are passed over. */
export async function* playedAnswers(play: Play): AsyncGenerator<{ readonly exchange: RecordedExchange; readonly stream: ChatStream }> {
  for await (const { exchange, ask } of playedExchanges(play)) {
    const leave = new AbortController()
    const asked = () => ask(leave.signal, () => leave.abort())
    if (exchange.request?.method === 'GET') {
      await asked()
        .then((response) => response.arrayBuffer())
        .catch(() => undefined)
      continue
    }
    const client = createChatClient({
      baseURL: 'http://recording.invalid/v1',
      fetch: asked,
      // What was tried again is in the recording; what a fault breaks is not.
      ...(play.faults.length === 0 && { retry: { maxRetries: 0 } }),
    })
    const stream = client.stream(requestOf(exchange), { signal: leave.signal })
    yield { exchange, stream }
    await stream.result
  }
}

/** The request as it was, as far as the client needs it: how many answers were asked for. */
function requestOf({ request }: RecordedExchange): ChatRequestBody {
  const { n } = parsedBody(request?.body ?? '')
  return { model: 'recording', messages: [], ...(typeof n === 'number' && { n }) }
}

/** How long an answer that its caller left stays open after its last read at least, in milliseconds, so that the read is seen. */
const LAST_READ_MS = 10

/** The response, left when all its reads have come and their caller had left: nobody knows what would have come. */
function leftAtItsEnd(response: Response, { answer, durationMs }: RecordedExchange, speed: number, leave: () => void): Response {
  const reads = answer?.timeline.reads ?? []
  const restMs = durationMs - (reads.at(-1)?.atMs ?? answer?.headAtMs ?? 0)
  const leaveSoon = () => void setTimeout(leave, Math.max(LAST_READ_MS, restMs / speed))
  if (!response.body || reads.length === 0) {
    leaveSoon()
    return response
  }
  let came = 0
  const counted = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(read, controller) {
      controller.enqueue(read)
      came += 1
      if (came === reads.length) leaveSoon()
    },
  })
  return new Response(response.body.pipeThrough(counted), response)
}
