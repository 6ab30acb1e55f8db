/** The wires that the chats read. */
export type Dialect = 'openai' | 'aiSdk'

/** In each frame come so many network chunks, each in a task of its own, of so many events of so many characters: 64 characters a frame. */
const CHUNKS = 4
const EVENTS = 4
const CHARS = 4

interface Wire {
  readonly before: readonly unknown[]
  readonly delta: (text: string) => unknown
  readonly after: readonly unknown[]
}

const WIRES: Readonly<Record<Dialect, Wire>> = {
  openai: {
    before: [chunk({ role: 'assistant', content: '' })],
    delta: (content) => chunk({ content }),
    after: [chunk({}, 'stop')],
  },
  aiSdk: {
    before: [{ type: 'start' }, { type: 'start-step' }, { type: 'text-start', id: 't' }],
    delta: (delta) => ({ type: 'text-delta', id: 't', delta }),
    after: [{ type: 'text-end', id: 't' }, { type: 'finish-step' }, { type: 'finish' }],
  },
}

/** Where each wire is spoken, on the page's own origin. */
export const PATHS: Readonly<Record<Dialect, string>> = { openai: '/openai/chat/completions', aiSdk: '/ai-sdk' }

/** Whether the whole answer was handed over. */
export const gateway = { isDone: false }

/**
 * Answers every request for a chat's answer with the same text, in step with the page's frames: the page gets as many deliveries however busy it, or the
 * machine, is. Stands in place of `fetch`, which all of them call.
 */
export function installGateway(answer: string): void {
  const real = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    const dialect = (Object.keys(PATHS) as Dialect[]).find((name) => url.endsWith(PATHS[name]))
    return dialect === undefined ? real(input, init) : Promise.resolve(respond(WIRES[dialect], answer))
  }
}

function respond(wire: Wire, answer: string): Response {
  const encoder = new TextEncoder()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const send = (events: readonly unknown[]) => controller.enqueue(encoder.encode(events.map(eventOf).join('')))
      const { port1, port2 } = new MessageChannel()
      let at = 0
      let left = 0
      const frame = () => {
        left = CHUNKS
        port2.postMessage(0)
      }
      port1.addEventListener('message', () => {
        const events: unknown[] = []
        for (; events.length < EVENTS && at < answer.length; at += CHARS) events.push(wire.delta(answer.slice(at, at + CHARS)))
        send(events)
        if (at >= answer.length) {
          port1.close()
          send([...wire.after, '[DONE]'])
          controller.close()
          gateway.isDone = true
        } else if (--left > 0) port2.postMessage(0)
        else requestAnimationFrame(frame)
      })
      port1.start()
      send(wire.before)
      requestAnimationFrame(frame)
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'x-vercel-ai-ui-message-stream': 'v1' } })
}

function eventOf(event: unknown): string {
  return `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`
}

function chunk(delta: object, finishReason: string | null = null) {
  return { id: 'c', object: 'chat.completion.chunk', created: 0, model: 'm', choices: [{ index: 0, delta, finish_reason: finishReason }] }
}
