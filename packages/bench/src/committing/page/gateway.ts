import { HEADERS, wireAt, type Wire } from '../../chatting/wires.ts'

/** In each frame come so many network chunks, each in a task of its own, of one event of so many characters. */
const CHUNKS_A_FRAME = 4
const CHARS = 4

/** What was handed over so far. */
export const gateway = { chunks: 0, isDone: false }

/** Answers every request for an answer with the same text, in step with the page's frames. Stands in place of `fetch`, which all of them call. */
export function installGateway(answer: string): void {
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const wire = wireAt(input instanceof Request ? input.url : String(input))
    return wire === undefined ? real(input, init) : Promise.resolve(respond(wire, answer))
  }
}

function respond(wire: Wire, answer: string): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (text: string) => {
        gateway.chunks++
        controller.enqueue(encoder.encode(text))
      }
      const { port1, port2 } = new MessageChannel()
      let at = 0
      let left = 0
      const frame = () => {
        left = CHUNKS_A_FRAME
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
        send(wire.delta(answer.slice(at, at + CHARS)))
        at += CHARS
        if (--left > 0) port2.postMessage(0)
        else requestAnimationFrame(frame)
      })
      port1.start()
      send(wire.before)
      requestAnimationFrame(frame)
    },
  })
  return new Response(body, { headers: HEADERS })
}
