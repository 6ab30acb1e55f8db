import type { ChatResult } from './ChatResult.js'
import type { ChatCompletionChunk } from './wire/chunk.js'
import type { ChatCompletion } from './wire/completion.js'

/**
 * A running answer. Iterating gives its chunks, normalised; the loop ends quietly when the answer is complete, stopped or detached, and
 * throws a {@link ChatError} otherwise. Leaving the loop early stops the run. One stream has one iterator,
 * and it gives the chunks that come after it was asked for: iterating after `await stream.result` gives none.
 */
export interface ChatStream extends AsyncIterable<ChatCompletionChunk> {
  /** The outcome. Never rejects. Reading this property drives the stream to its end, so that nobody needs to iterate. */
  readonly result: Promise<ChatResult>
  /** What has come so far: a snapshot that shares what did not change with the one before, and is the same object until something did. */
  readonly completion: ChatCompletion
  /** Ends the run and closes the connection at once; resolves when both are done. What came is kept. */
  stop(): Promise<void>
  /** Leaves the run. Without a relay nothing could resume it, so its connection is closed too. */
  detach(): void
}
