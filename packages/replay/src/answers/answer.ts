import type { GatewayRequest } from '../gateway/gatewayRequest.js'

/** Text that is cut into deltas by the tokenizer, or the very deltas in their order. */
export type Text = string | readonly string[]

/** Why the answer ends, as on the wire. @see https://platform.openai.com/docs/api-reference/chat/streaming */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter'

/** What the model says in one choice. Parts come in the order of the fields. */
export interface ScriptChoice {
  /** What it thinks first, streamed as `reasoning_content`. */
  readonly reasoning?: Text | undefined
  /** The answer's text. */
  readonly content?: Text | undefined
  /** What it says in place of an answer. */
  readonly refusal?: Text | undefined
  /** The tools that it calls, each by its `name` and with `arguments`, which are the text of JSON. */
  readonly toolCalls?: readonly { readonly name: string; readonly arguments: Text }[] | undefined
  /** Why it stops there; `length` in any case where the request's `maxTokens` cuts it. @defaultValue `tool_calls` where there are some, else `stop` */
  readonly finishReason?: FinishReason | undefined
}

/** What the model says to one request, before any dialect has shaped it. */
export interface Script extends ScriptChoice {
  /** The further choices where the request asks for several (`n`). Those that are missing say the same as the first. */
  readonly alternatives?: readonly ScriptChoice[] | undefined
  /** How many tokens come together in one read, as from a gateway that saves them up. @defaultValue 1 */
  readonly tokensPerRead?: number | undefined
  /** `error`: the upstream fails after the last token; `truncated`: the connection just ends there. @defaultValue `complete` */
  readonly ending?: 'complete' | 'error' | 'truncated' | undefined
}

/** One answer of the gateway's library. */
export interface Answer {
  /** What it is called in `GatewayExchange.answer`. */
  readonly name: string
  /** The word in the last user message that asks for it; it may be the beginning of a longer word, in lower case. Empty: no word does. */
  readonly word: string
  /** Other words that ask for it. */
  readonly otherWords?: readonly string[] | undefined
  /** What a person may ask, as a prompt that holds the word. */
  readonly title: string
  /** Asks for it by something else than a word. */
  readonly suits?: ((request: GatewayRequest) => boolean) | undefined
  /** Says what the model says to a request. */
  readonly write: (request: GatewayRequest) => Script
}
