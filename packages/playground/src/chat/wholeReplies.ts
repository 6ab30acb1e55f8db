import {
  createAccumulator,
  type ChatClient,
  type ChatCompletion,
  type ChatCompletionChunk,
  type ChatResult,
  type ChatStream,
  type RequestOptions,
} from '@rivulet/core'

/** The same client, whose every answer is asked for in one piece and handed on as a stream of one chunk. */
export function wholeReplies(client: ChatClient): ChatClient {
  return {
    stream: (request, { signal, ...options } = {}) =>
      new WholeReply((joined) => client.complete(request, { ...options, signal: joined }), signal),
    complete: (request, options) => client.complete(request, options),
    models: (options) => client.models(options),
  }
}

class WholeReply implements ChatStream {
  readonly result: Promise<ChatResult>
  readonly #abort = new AbortController()
  #completion: ChatCompletion = createAccumulator().completion

  constructor(ask: (signal: AbortSignal) => Promise<ChatResult>, signal: RequestOptions['signal']) {
    this.result = this.#keep(ask(signal ? AbortSignal.any([signal, this.#abort.signal]) : this.#abort.signal))
  }

  get completion(): ChatCompletion {
    return this.#completion
  }

  async stop(): Promise<void> {
    this.#abort.abort()
    await this.result
  }

  detach(): void {
    this.#abort.abort()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ChatCompletionChunk, void, undefined> {
    const { completion, ending } = await this.result
    if (completion.choices.length > 0) yield asChunk(completion)
    if (ending.kind === 'failed') throw ending.error
  }

  async #keep(reply: Promise<ChatResult>): Promise<ChatResult> {
    const result = await reply
    this.#completion = result.completion
    return result
  }
}

function asChunk({ choices, extra, ...completion }: ChatCompletion): ChatCompletionChunk {
  return {
    ...extra,
    ...completion,
    object: 'chat.completion.chunk',
    choices: choices.map(({ message: { tool_calls: calls, audio, ...message }, ...choice }) => ({
      ...choice,
      delta: {
        ...message,
        ...(audio ? { audio } : {}),
        ...(calls ? { tool_calls: calls.map((call, index) => ({ ...call, index })) } : {}),
      },
    })),
  }
}
