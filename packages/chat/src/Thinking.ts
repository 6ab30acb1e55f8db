import type { ChatCompletionChunk } from '@rivulet/core'

/** How long a model thinks, by what it streams. */
export class Thinking {
  /** Elapsed milliseconds, once it is over; undefined before, and where there was none. */
  ms: number | undefined
  #startedMs: number | undefined

  /** Takes note of a chunk that brings something of the answer. */
  note({ choices }: ChatCompletionChunk): void {
    if (choices.some(({ delta }) => delta.reasoning_content)) this.#startedMs ??= performance.now()
    else this.end()
  }

  /** Something else came, or the answer ended. */
  end(): void {
    if (this.#startedMs !== undefined) this.ms ??= performance.now() - this.#startedMs
  }
}
