import { createChatClient, type ChatClient } from '@rivulet/core'

/** One request, whose answer the test says event by event. */
export interface Spoken {
  readonly body: { messages: { role: string; content: unknown }[]; [field: string]: unknown }
  readonly headers: Headers
  /** Sends chunks, each in a read of its own; what is no object goes out as it is. */
  say: (...chunks: (object | string)[]) => void
  /** Ends the answer with `[DONE]`. */
  done: (finishReason?: string) => void
}

/** What a gateway streams of a text. */
export const text = (content: string): object => ({ choices: [{ index: 0, delta: { content } }] })

/** What it streams of calls, by their ids and the names of their tools. */
export const calls = (...wanted: readonly (readonly [id: string, name: string, input?: object])[]): object => ({
  choices: [
    {
      index: 0,
      delta: {
        tool_calls: wanted.map(([id, name, input = {}], index) => ({
          index,
          id,
          type: 'function',
          function: { name, arguments: JSON.stringify(input) },
        })),
      },
    },
  ],
})

/** A gateway that says what it is told to, when it is told to. */
export function spokenGateway(): { client: ChatClient; requests: Spoken[] } {
  const requests: Spoken[] = []
  const fetch: typeof globalThis.fetch = async (_url, init) => {
    const encoder = new TextEncoder()
    let send: ReadableStreamDefaultController<Uint8Array> | undefined
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        send = controller
        init?.signal?.addEventListener('abort', () => controller.error(new DOMException('The caller left', 'AbortError')))
      },
    })
    const say: Spoken['say'] = (...chunks) => {
      for (const chunk of chunks) send?.enqueue(encoder.encode(`data: ${typeof chunk === 'string' ? chunk : JSON.stringify(chunk)}\n\n`))
    }
    requests.push({
      body: JSON.parse(init?.body as string),
      headers: new Headers(init?.headers),
      say,
      done(finishReason = 'stop') {
        say({ choices: [{ index: 0, delta: {}, finish_reason: finishReason }] }, '[DONE]')
        send?.close()
      },
    })
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
  }
  return { client: createChatClient({ baseURL: 'https://gateway.example/v1', fetch, retry: { maxRetries: 0 } }), requests }
}
