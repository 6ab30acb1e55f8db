import type { ChatResult } from './ChatResult.js'
import type { Trace } from './trace.js'
import type { ChatCompletionChunk } from './wire/chunk.js'
import type { ChatCompletion } from './wire/completion.js'

/**
 * A running answer. Iterating gives its chunks, normalised; the loop ends quietly when the answer is complete, stopped or detached, and
 * throws a {@link ChatError} otherwise. Leaving the loop early stops the run. One stream has one iterator,
 * and it gives the chunks that come after it was asked for: iterating after `await stream.result` gives none.
 *
 * Where a relay keeps the run, a connection that is cut or falls silent is resumed, and the iterator goes on as if nothing had happened: every chunk once.
 * Should the relay have lost a part of what it showed, the result has a warning `relay-reset`, `completion` begins anew, and the iterator gives the
 * answer's chunks again from the first: who draws `completion`, rather than a sum of chunks, draws the truth.
 */
export interface ChatStream extends AsyncIterable<ChatCompletionChunk> {
  /** The outcome. Never rejects. Reading this property drives the stream to its end, so that nobody needs to iterate. */
  readonly result: Promise<ChatResult>
  /** What has come so far: a snapshot that shares what did not change with the one before, and is the same object until something did. */
  readonly completion: ChatCompletion
  /** Names the run for {@link ChatClient.resume}, from the head of the response on. Undefined before, and where no relay keeps the run. */
  readonly runId: string | undefined
  /** The id of the last event that was read of a run that a relay keeps; all that it brought is in `completion`. */
  readonly lastEventId: string | undefined
  /** What the run went through so far, where it was asked for by `trace`: made anew with each reading, so read it once a frame at most. */
  readonly trace: Trace | undefined
  /**
   * Ends the run and closes the connection at once; what came is kept. Resolves when both are done: where a relay keeps the run, when it has answered the
   * stop, or after 5 s. Before the head of the answer has come, the run is named by the request's `Idempotency-Key`, where it has one: that goes to
   * `POST runs/stop` of a gateway that has answered as a relay, or of which `relay` says that it is one.
   */
  stop(): Promise<void>
  /** Closes the connection and leaves the run. It goes on where a relay keeps it; without one nothing could resume it. */
  detach(): void
}
