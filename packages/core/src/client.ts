import { isChatError, type ChatError } from './chat-error.js'
import { chatError } from './chat-error-messages.js'
import type { ChatStream } from './chat-stream.js'
import { openSource } from './decode.js'
import { sendRequest } from './send-request.js'
import type { ChatResult } from './result.js'
import { Run } from './run.js'
import type { ChatRequestBody, Model } from './wire/request.js'

/** A value, or a function that gives it, asked anew for each request. */
export type Resolvable<Value> = Value | (() => Value | Promise<Value>)

/** What the client calls to send: `fetch`, or anything that behaves like it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Options of {@link createChatClient}. */
export interface ChatClientOptions {
  /** The API's address, up to but not including `/chat/completions`: `https://api.example.com/v1`. May carry a query; may be relative in a browser. */
  baseURL: string
  /** Sent as `Authorization: Bearer …`. A key in a web page can be read by everyone who opens it. */
  apiKey?: Resolvable<string | undefined>
  /** Headers of every request; they replace the client's own. */
  headers?: Resolvable<Record<string, string>>
  /** Fields of every request's body; the request's own win. */
  body?: Resolvable<Record<string, unknown>>
  /** Added to the query of every request. */
  searchParams?: Record<string, string>
  /** @defaultValue the global `fetch` */
  fetch?: Fetch
}

/** Options of one request. */
export interface RequestOptions {
  /** Stops the run and closes the connection at once. */
  signal?: AbortSignal | undefined
  /** Headers of this request; they replace the client's. */
  headers?: Record<string, string>
  /** Called when the response's head is there. */
  onResponse?: (response: Pick<Response, 'status' | 'headers' | 'url'>) => void
}

/** Talks to one gateway. */
export interface ChatClient {
  /** Sends a request at once and streams its answer. Never throws: failures come from iterating and in `result`. */
  stream(request: ChatRequestBody, options?: RequestOptions): ChatStream
  /** Sends a request without streaming (`stream: false`). Never rejects: the outcome is in `ending`. */
  complete(request: ChatRequestBody, options?: RequestOptions): Promise<ChatResult>
  /**
   * The models that the gateway offers.
   * @throws {@link ChatError} for whatever goes wrong.
   * @see https://platform.openai.com/docs/api-reference/models/list
   */
  models(options?: RequestOptions): Promise<Model[]>
}

/** Creates a client of one OpenAI-compatible gateway. */
export function createChatClient(options: ChatClientOptions): ChatClient {
  const open = (request: ChatRequestBody, stream: boolean, { signal, ...rest }: RequestOptions = {}) =>
    new Run(async (abort) => {
      const body = { ...request, stream }
      return openSource(await sendRequest(options, '/chat/completions', { ...rest, signal: abort, body }))
    }, signal)
  return {
    stream: (request, requestOptions) => open(request, true, requestOptions),
    complete: (request, requestOptions) => open(request, false, requestOptions).result,
    async models(requestOptions) {
      const response = await sendRequest(options, '/models', requestOptions ?? {})
      try {
        const { data } = (await response.json()) as { data?: unknown }
        if (Array.isArray(data)) return data as Model[]
      } catch (error) {
        throw isChatError(error) ? error : unreadable(error)
      }
      throw unreadable()
    },
  }
}

function unreadable(cause?: unknown): ChatError {
  return chatError('protocol', 'The list of models could not be read.', { cause })
}
