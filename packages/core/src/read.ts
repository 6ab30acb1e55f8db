import { openSource, settle, type ChatSource } from './decode.js'
import type { ChatResult } from './ChatResult.js'
import { toOpened, type Opened } from './Opened.js'
import { Run } from './Run.js'
import { resolveSettings, type ReadSettings } from './settings.js'
import { Tracer } from './trace.js'
import type { ChatCompletionChunk } from './wire/chunk.js'

/** Options of {@link parseChatStream}. */
export interface ReadOptions extends ReadSettings {
  /** Stops reading and closes the source: the ending is `stopped`. */
  signal?: AbortSignal | undefined
  /**
   * The `n` of the request. With 1 every choice is choice 0, whatever index the gateway gives it.
   * @defaultValue unknown: indices are kept
   */
  n?: number | undefined
}

/** Options of {@link readChat}. */
export interface ReadChatOptions extends ReadOptions {
  /** Whether the result holds a trace of what was read, with times and sizes. @defaultValue false */
  trace?: boolean | undefined
}

/**
 * Reads a stream of an OpenAI-compatible gateway chunk by chunk, normalised. Ends quietly where the answer is complete or was stopped.
 * @throws {@link ChatError} after the chunks that came before: `protocol` where the answer was cut off, `timeout` where it stalled, else whatever it failed with.
 */
export function parseChatStream(source: ChatSource, options: ReadOptions = {}): AsyncGenerator<ChatCompletionChunk> {
  return read(source, options)[Symbol.asyncIterator]()
}

/** Reads an answer, streamed or not, to its end. Never rejects for what it holds: the outcome is in `ending`. */
export function readChat(source: ChatSource, options: ReadChatOptions = {}): Promise<ChatResult> {
  return read(source, options).result
}

function read(source: ChatSource, { n, trace, signal, ...settings }: ReadChatOptions): Run {
  const tracer = trace ? new Tracer() : undefined
  // A run that was stopped before it began opens nothing that it could close.
  if (signal?.aborted) settle(() => openSource(source).cancel()).catch(() => {})
  return new Run({ ...resolveSettings(settings), signal, tracer, requestedChoices: () => n, connect: () => open(source, tracer) })
}

async function open(source: ChatSource, tracer: Tracer | undefined): Promise<Opened> {
  if (!('headers' in source)) return { source, contentType: '', secrets: [], requestId: undefined }
  return toOpened(source, [], tracer)
}
