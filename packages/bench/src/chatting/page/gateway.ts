import { HEADERS, wireAt, type Wire } from '../wires.ts'

/** In each frame come so many network chunks, each in a task of its own, of so many events of so many characters: 64 characters a frame. */
const CHUNKS = 4
const EVENTS = 4
const CHARS = 4

/** Whether the whole answer was handed over. */
export const gateway = { isDone: false }

let release: (() => void) | undefined
const released = new Promise<void>((resolve) => (release = resolve))

/** Lets what comes behind the beginning of the answer come. */
export function goOn(): void {
  release?.()
}

/**
 * Answers every request for a chat's answer with the same text, in step with the page's frames: the page gets as many deliveries however busy it, or the
 * machine, is. Stands in place of `fetch`, which all of them call.
 * @param from the length of the beginning, which comes at once
 */
export function installGateway(answer: string, from: number): void {
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const wire = wireAt(input instanceof Request ? input.url : String(input))
    return wire === undefined ? real(input, init) : Promise.resolve(respond(wire, answer, from))
  }
}

function respond(wire: Wire, answer: string, from: number): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      const { port1, port2 } = new MessageChannel()
      let at = from
      let left = 0
      const frame = () => {
        left = CHUNKS
        port2.postMessage(0)
      }
      port1.addEventListener('message', () => {
        let deltas = ''
        for (let event = 0; event < EVENTS && at < answer.length; event++, at += CHARS) deltas += wire.delta(answer.slice(at, at + CHARS))
        send(deltas)
        if (at >= answer.length) {
          port1.close()
          send(wire.after)
          controller.close()
          gateway.isDone = true
        } else if (--left > 0) port2.postMessage(0)
        else requestAnimationFrame(frame)
      })
      port1.start()
      send(from > 0 ? wire.before + wire.delta(answer.slice(0, from)) : wire.before)
      void released.then(() => requestAnimationFrame(frame))
    },
  })
  return new Response(body, { headers: HEADERS })
}
