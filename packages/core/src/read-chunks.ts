import { chatError } from './chat-error-messages.js'
import { createEventParser } from './events.js'
import { normalize } from './normalize.js'
import { isRecord } from './own.js'
import type { Ending, Warning } from './result.js'
import type { ChatCompletionChunk } from './wire/chunk.js'

/** Text goes in, chunks come out through `emit`. Throws {@link ChatError} where the stream says that it failed. */
export class ChunkReader {
  readonly warnings: Warning[] = []
  #finishReason: string | null = null
  #sawDone = false
  #chunks = 0
  #lostEvents = 0
  #ending = false
  readonly #emit: (chunk: ChatCompletionChunk) => void
  readonly #events

  constructor(emit: (chunk: ChatCompletionChunk) => void) {
    this.#emit = emit
    this.#events = createEventParser(
      { onEvent: ({ data }) => this.#take(data.trim()), onLine: (line) => this.#takeLine(line) },
      8 * 1024 * 1024,
    )
  }

  feed(text: string): void {
    this.#events.feed(text)
  }

  end(): Ending {
    this.#ending = true
    this.#events.flush()
    if (this.#finishReason === null && !this.#sawDone && this.#chunks > 0) return { kind: 'truncated' }
    if (this.#chunks === 0) throw chatError('empty_response', 'The gateway sent no answer.')
    return { kind: 'complete', finishReason: this.#finishReason, sawDone: this.#sawDone, lostEvents: this.#lostEvents }
  }

  #takeLine(line: string): void {
    if (line.startsWith('{')) this.#take(line)
  }

  #take(data: string): void {
    if (data === '') return
    if (data === '[DONE]') {
      this.#sawDone = true
      return
    }
    let value: unknown
    try {
      value = JSON.parse(data)
    } catch {
      if (this.#ending) return
      this.#lostEvents++
      this.warnings.push({ code: 'lost_event', message: 'An event that is not JSON was skipped.' })
      return
    }
    if (!isRecord(value)) return
    const error = value['error']
    if (isRecord(error) && Object.keys(error).length > 0) throw chatError('gateway', `The gateway reported: ${String(error['message'])}.`)
    this.#chunks++
    const chunk = normalize(value)
    this.#finishReason ??= chunk.choices[0]?.finish_reason ?? null
    this.#emit(chunk)
  }
}
