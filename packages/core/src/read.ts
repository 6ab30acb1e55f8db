import type { ChatSource } from './decode.js'
import type { Opened } from './Attempt.js'
import { httpError, requestIdOf } from './httpError.js'
import type { ChatResult } from './ChatResult.js'
import { Run } from './Run.js'
import type { ReadSettings } from './settings.js'
import type { ChatCompletionChunk } from './wire/chunk.js'

/** Options of {@link parseChatStream} and {@link readChat}. */
export interface ReadOptions extends ReadSettings {
  /** Stops reading and closes the source. */
  signal?: AbortSignal | undefined
  /**
   * The `n` of the request. With 1 every choice is choice 0, whatever index the gateway gives it.
   * @defaultValue unknown: indices are kept
   */
  n?: number | undefined
}

/**
 * Reads a stream of an OpenAI-compatible gateway chunk by chunk, normalised. Ends quietly where the answer is complete or was stopped.
 * @throws {@link ChatError} where the answer failed, stalled or was cut off, after the chunks that came before.
 */
export function parseChatStream(source: ChatSource, options: ReadOptions = {}): AsyncGenerator<ChatCompletionChunk> {
  return read(source, options)[Symbol.asyncIterator]()
}

/** Reads an answer, streamed or not, to its end. Never rejects for what it holds: the outcome is in `ending`. */
export function readChat(source: ChatSource, options: ReadOptions = {}): Promise<ChatResult> {
  return read(source, options).result
}

function read(source: ChatSource, { n, ...options }: ReadOptions): Run {
  return new Run({ ...options, requestedChoices: n, connect: () => open(source) })
}

async function open(source: ChatSource): Promise<Opened> {
  if (!('headers' in source)) return { source, contentType: '', secrets: [], requestId: undefined }
  return toOpened(source, [])
}

/** Takes a success as it is. @throws {@link ChatError} for every other status. */
export async function toOpened(response: Response, secrets: readonly string[]): Promise<Opened> {
  if (!response.ok) throw await httpError(response, secrets)
  const { headers } = response
  return { source: response, contentType: headers.get('content-type') ?? '', secrets, requestId: requestIdOf(headers) }
}
