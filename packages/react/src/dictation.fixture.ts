import { createChatClient, type ChatClient } from '@rivulet/core'

/** A request, and the answer that the test gives to it. */
export interface DictatedRequest {
  readonly body: {
    readonly model: string
    readonly messages: readonly { role: string; content: unknown }[]
    readonly [field: string]: unknown
  }
  readonly headers: Headers
  /** Sends each piece as a delta of its own, all of them in one read of the network. */
  readonly say: (...pieces: string[]) => void
  /** Sends a call of a tool, as the only thing that the answer holds. */
  readonly call: (name: string, input: object) => void
  readonly end: () => void
  /** Ends the answer with an error in the stream. */
  readonly fail: () => void
  /** Whether the reader has left. */
  readonly isClosed: () => boolean
}

export interface Dictation {
  readonly client: ChatClient
  readonly fetch: typeof globalThis.fetch
  readonly requests: readonly DictatedRequest[]
  /** The newest request. */
  readonly last: () => DictatedRequest
}

const MODELS = ['small', 'large'].map((id) => ({ id, object: 'model' }))
const encoder = new TextEncoder()

/** A gateway with the models `small` and `large` that says what the test says, when it says it. */
export function dictation(): Dictation {
  const requests: DictatedRequest[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    if (new Request(input).url.endsWith('/models')) return Response.json({ object: 'list', data: MODELS })
    const { stream, ...request } = answer()
    const body: DictatedRequest['body'] = JSON.parse(init?.body as string)
    requests.push({ body, headers: new Headers(init?.headers), ...request })
    return new Response(stream, { headers: { 'content-type': 'text/event-stream' } })
  }
  return {
    client: createChatClient({ baseURL: 'https://gateway.example/v1', apiKey: 'a-key', fetch }),
    fetch,
    requests,
    last: () => requests.at(-1)!,
  }
}

function answer() {
  let isClosed = false
  let controller!: ReadableStreamDefaultController<Uint8Array>
  const stream = new ReadableStream<Uint8Array>({
    start: (given) => void (controller = given),
    cancel: () => void (isClosed = true),
  })
  const send = (...deltas: object[]) => {
    const events = deltas.map((delta) => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`)
    if (!isClosed) controller.enqueue(encoder.encode(events.join('')))
  }
  const close = (last: object) => {
    if (isClosed) return
    controller.enqueue(encoder.encode(`data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`))
    controller.close()
    isClosed = true
  }
  const end = (finishReason: string) => close({ choices: [{ index: 0, delta: {}, finish_reason: finishReason }] })
  return {
    stream,
    say: (...pieces: string[]) => send(...pieces.map((content) => ({ content }))),
    call(name: string, input: object) {
      send({ tool_calls: [{ index: 0, id: `call-${name}`, type: 'function', function: { name, arguments: JSON.stringify(input) } }] })
      end('tool_calls')
    },
    end: () => end('stop'),
    fail: () => close({ error: { message: 'Out of order.', type: 'server_error' } }),
    isClosed: () => isClosed,
  }
}
