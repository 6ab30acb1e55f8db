import { parseChatStream, readChat, type ChatCompletionChunk, type ChatError, type ChatResult, type ReadOptions } from './index.js'

/** An event with this payload; what is no text is written as JSON. */
export const data = (payload: unknown): string => `data: ${typeof payload === 'string' ? payload : JSON.stringify(payload)}\n\n`

/** A chunk as OpenAI's API describes it. */
export const parsedChunk = (delta: object, more: object = {}, finish_reason: string | null = null): ChatCompletionChunk =>
  ({
    id: 'c',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [{ index: 0, delta, finish_reason }],
    ...more,
  }) as ChatCompletionChunk

/** An event with such a chunk. */
export const chunk = (delta: object, finish_reason: string | null = null, more: object = {}): string =>
  data(parsedChunk(delta, more, finish_reason))

export const text = (content: string): string => chunk({ content })
export const stop: string = chunk({}, 'stop')
export const done: string = data('[DONE]')

/** A source that gives all of these and ends. */
export async function* pieces<Piece extends string | Uint8Array>(...all: Piece[]): AsyncGenerator<Piece> {
  yield* all
}

/** A source that gives all of these and then stays silent. */
export const silent = (...parts: string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({ start: (controller) => parts.forEach((part) => controller.enqueue(new TextEncoder().encode(part))) })

export const read = (body: string, options?: ReadOptions): Promise<ChatResult> => readChat(pieces(body), options)

/** The chunks of a body. */
export async function readChunks(body: string, options?: ReadOptions): Promise<ChatCompletionChunk[]> {
  const chunks: ChatCompletionChunk[] = []
  for await (const next of parseChatStream(pieces(body), options)) chunks.push(next)
  return chunks
}

export const messageOf = ({ completion }: ChatResult): ChatResult['completion']['choices'][number]['message'] | undefined =>
  completion.choices[0]?.message
export const errorOf = ({ ending }: ChatResult): ChatError | undefined => (ending.kind === 'failed' ? ending.error : undefined)
export const codes = ({ warnings }: ChatResult): string[] => warnings.map(({ code }) => code)
