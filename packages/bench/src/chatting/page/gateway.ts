import { HEADERS, wireAt, type Wire } from '../wires.ts'

/** In each frame come so many network chunks, each in a task of its own, of events of so many characters. */
const CHUNKS = 4
const CHARS = 4

/** How an answer comes. */
export interface Delivery {
  /** Of each network chunk. */
  readonly events: number
  /** The length of the beginning, which comes at once; what is behind it waits for {@link goOn}. @defaultValue 0 */
  readonly from?: number
}

/** What was handed over so far. */
export const gateway = { chunks: 0, isDone: false }

let release: (() => void) | undefined
const released = new Promise<void>((resolve) => (release = resolve))

/** Lets what comes behind the beginning of the answer come. */
export function goOn(): void {
  release?.()
}

/**
 * Answers every request for a chat's answer with the same text, in step with the page's frames: the page gets as many deliveries however busy it, or the
 * machine, is. Stands in place of `fetch`, which all of them call.
 */
export function installGateway(answer: string, delivery: Delivery): void {
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const wire = wireAt(input instanceof Request ? input.url : String(input))
    return wire === undefined ? real(input, init) : Promise.resolve(respond(wire, answer, delivery))
  }
}

function respond(wire: Wire, answer: string, { events, from = 0 }: Delivery): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        gateway.chunks++
        controller.enqueue(encoder.encode(text))
      }
      const { port1, port2 } = new MessageChannel()
      let at = from
      let left = 0
      const frame = () => {
        left = CHUNKS
        port2.postMessage(0)
      }
      port1.addEventListener('message', () => {
        if (at >= answer.length) {
          port1.close()
          send(wire.after)
          controller.close()
          gateway.isDone = true
          return
        }
        let deltas = ''
        for (let event = 0; event < events && at < answer.length; event++, at += CHARS) deltas += wire.delta(answer.slice(at, at + CHARS))
        send(deltas)
        if (--left > 0) port2.postMessage(0)
        else requestAnimationFrame(frame)
      })
      port1.start()
      send(from > 0 ? wire.before + wire.delta(answer.slice(0, from)) : wire.before)
      void released.then(() => requestAnimationFrame(frame))
    },
  })
  return new Response(body, { headers: HEADERS })
}
