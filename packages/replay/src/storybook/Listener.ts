import { type ChatStream, createChatClient, type Ending } from '@rivulet/core'
import type { ChoiceSoFar, MessageSoFar } from './streamEvents.js'

/** So much of a text is sent to the panel: its end. */
const SHOWN_CHARS = 20_000

interface Tap {
  readonly readable: ReadableStream<Uint8Array>
  readonly copy: ReadableStream<Uint8Array>
  readonly left: AbortSignal
}

/** Reads along with a story's client: each read that the client takes is given to a real client too, whose message the panel shows. */
export class Listener {
  #stream: ChatStream | undefined
  #ending: Ending | undefined
  #delivered = 0
  readonly #onDelivery: () => void

  constructor(onDelivery: () => void) {
    this.#onDelivery = onDelivery
  }

  /** How many reads and ends the story's client has taken. */
  get delivered(): number {
    return this.#delivered
  }

  /** The response, to be given to the story's client instead. */
  listenTo(response: Response): Response {
    const { status, statusText, headers, body } = response
    if (!body) return response
    const { readable, copy, left } = this.#tap(body)
    const stream = this.#follow(new Response(copy, { status, statusText, headers }))
    left.addEventListener('abort', () => void stream.stop())
    return new Response(readable, { status, statusText, headers })
  }

  get message(): MessageSoFar | undefined {
    if (!this.#stream) return undefined
    const { choices } = this.#stream.completion
    return {
      choices: choices.map(({ index, message: { content, reasoning_content, refusal, tool_calls = [] } }): ChoiceSoFar => ({
        index,
        content: lastOf(content),
        reasoning: lastOf(reasoning_content),
        refusal: lastOf(refusal),
        toolCalls: tool_calls.map((call) =>
          call.type === 'custom'
            ? { name: call.custom.name, input: lastOf(call.custom.input) }
            : { name: call.function.name, input: lastOf(call.function.arguments) },
        ),
      })),
      ending: this.#ending && inWords(this.#ending),
      endedWell: this.#ending?.kind === 'complete' && this.#ending.lostEvents === 0,
    }
  }

  #follow(copy: Response): ChatStream {
    const client = createChatClient({
      baseURL: 'http://stream.invalid/v1',
      fetch: () => Promise.resolve(copy),
      retry: { maxRetries: 0 },
      // However long the story is held.
      timeouts: { headersMs: 0, stallMs: 0 },
    })
    const stream = client.stream({ model: 'recorded', messages: [] })
    this.#stream = stream
    this.#ending = undefined
    void this.#awaitEnding(stream)
    return stream
  }

  async #awaitEnding(stream: ChatStream): Promise<void> {
    const { ending } = await stream.result
    if (this.#stream !== stream) return
    this.#ending = ending
    this.#onDelivery()
  }

  /** A body that is read when the client reads, what was read of it once more, and whether the client has left. */
  #tap(body: ReadableStream<Uint8Array>): Tap {
    const reader = body.getReader()
    const left = new AbortController()
    let copying: ReadableStreamDefaultController<Uint8Array> | undefined
    const copy = new ReadableStream<Uint8Array>({
      start: (controller) => {
        copying = controller
      },
      cancel: () => {
        copying = undefined
      },
    })
    const took = () => {
      this.#delivered += 1
      this.#onDelivery()
    }
    const readable = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          try {
            const { done, value } = await reader.read()
            took()
            if (done) {
              controller.close()
              copying?.close()
              return
            }
            copying?.enqueue(value.slice())
            controller.enqueue(value)
          } catch (error) {
            took()
            copying?.error(error)
            throw error
          }
        },
        async cancel(reason) {
          took()
          left.abort()
          await reader.cancel(reason)
        },
      },
      { highWaterMark: 0 },
    )
    return { readable, copy, left: left.signal }
  }
}

function lastOf(text: string | null | undefined): string {
  if (!text) return ''
  return text.length > SHOWN_CHARS ? `…${text.slice(-SHOWN_CHARS)}` : text
}

function inWords(ending: Ending): string {
  if (ending.kind === 'complete') return ending.finishReason ?? 'complete'
  return ending.kind === 'failed' ? `failed: ${ending.error.code}` : ending.kind
}
