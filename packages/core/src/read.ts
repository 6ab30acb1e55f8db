import { openSource, type ChatSource } from './decode.js'
import type { ChatResult } from './result.js'
import { Run } from './run.js'
import type { ChatCompletionChunk } from './wire/chunk.js'

/** Options of {@link parseChatStream} and {@link readChat}. */
export interface ReadOptions {
  /** Stops reading and closes the source. */
  signal?: AbortSignal | undefined
}

/**
 * Reads a stream of an OpenAI-compatible gateway chunk by chunk, normalised. Ends quietly where the answer is complete or was stopped.
 * @throws {@link ChatError} where the stream failed, after the chunks that came before.
 */
export function parseChatStream(source: ChatSource, options: ReadOptions = {}): AsyncGenerator<ChatCompletionChunk> {
  return new Run(async () => openSource(source), options.signal)[Symbol.asyncIterator]()
}

/** Reads a stream to its end. Never rejects for what the stream holds: the outcome is in `ending`. */
export function readChat(source: ChatSource, options: ReadOptions = {}): Promise<ChatResult> {
  return new Run(async () => openSource(source), options.signal).result
}
