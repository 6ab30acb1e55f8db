import type { Annotation, MessageAudio } from './message.js'
import type { CompletionUsage } from './usage.js'

/**
 * Why a model stopped, in the words of OpenAI's API. Gateways send others too (`eos`, `end_turn`, …): they are kept as they came, and
 * {@link Ending} types the one that decided as a plain string.
 */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call'

/**
 * The class of processing: asked for in a request, and in the answer the one that served it.
 * @see https://platform.openai.com/docs/api-reference/chat/create#chat-create-service_tier
 */
export type ServiceTier = 'auto' | 'default' | 'flex' | 'scale' | 'priority' | 'fast'

/** One candidate token with its log probability. */
export interface TopLogprob {
  /** The token's text. A token may hold only a part of a character: `bytes` is exact then. */
  token: string
  /** The token in UTF-8; null where it has no such form. A character may be cut over several tokens: join their bytes, then decode. */
  bytes: number[] | null
  /** Natural logarithm of the probability, 0 or below; -9999 stands for very unlikely. */
  logprob: number
}

/** A token of the answer and the candidates beside it. */
export interface TokenLogprob extends TopLogprob {
  /** The likeliest tokens in this place; at most as many as the request's `top_logprobs`. */
  top_logprobs: TopLogprob[]
}

/**
 * Log probabilities of a choice's tokens, where the request asked for them with `logprobs`. In a chunk those of its own tokens, in a
 * completion all.
 * @see https://platform.openai.com/docs/api-reference/chat/object
 */
export interface ChoiceLogprobs {
  /** Of the text in `content`; null where there is none. */
  content: TokenLogprob[] | null
  /** Of the text in `refusal`; null where there is none. */
  refusal: TokenLogprob[] | null
}

/**
 * A fragment of a tool call. `id`, `type` and `name` come once, with the first fragment of a call; fields of vendors stay on it untyped.
 * @see https://platform.openai.com/docs/api-reference/chat-streaming/streaming
 */
export interface ToolCallDelta {
  /** Which call of its choice, from 0: fragments with one index belong to one call, whatever the gateway numbered them. */
  index: number
  /** Names the call, for the message with its result. Made where the gateway sent none. */
  id?: string
  /** What kind of call it is: comes once, with the first fragment, also where the gateway left it out. */
  type?: 'function' | 'custom'
  /** `name` is the function's, whole; `arguments` is a piece of JSON text, to be appended. */
  function?: { name?: string; arguments?: string }
  /** `name` is the tool's, whole; `input` is a piece of free text, to be appended. */
  custom?: { name?: string; input?: string }
}

/**
 * What one chunk adds to the message: texts are pieces to append. Fields of vendors (`content_parts`, `reasoning_details`, …) stay on it
 * untyped.
 * @see https://platform.openai.com/docs/api-reference/chat-streaming/streaming
 */
export interface ChunkDelta {
  /** Whose message it is: `assistant`, once, on the first chunk. Some gateways send it on each. */
  role?: 'developer' | 'system' | 'user' | 'assistant' | 'tool'
  /** A piece of the text, to be appended. Null or empty where the chunk brings none. */
  content?: string | null
  /** A piece of what the model says in place of an answer that it will not give, to be appended. */
  refusal?: string | null
  /**
   * A piece of the reasoning; `reasoning` and its other spellings are mapped to this one.
   * @see https://api-docs.deepseek.com/guides/reasoning_model
   */
  reasoning_content?: string
  /** Pieces of calls; `index` tells which call each belongs to. */
  tool_calls?: ToolCallDelta[]
  /**
   * A call as the API had it before tools: `name` is the function's, `arguments` a piece of JSON text.
   * @deprecated Normalised to a tool call.
   */
  function_call?: { name?: string; arguments?: string }
  /** Sources to add to those that came. */
  annotations?: Annotation[]
  /** `data` and `transcript` are pieces to append. */
  audio?: Partial<MessageAudio>
}

/** What one chunk adds to one choice. */
export interface ChunkChoice {
  /** Which of the answers, from 0; it is no position in the list. */
  index: number
  /** What came of the message with this chunk. */
  delta: ChunkDelta
  /** Null until the choice is finished. */
  finish_reason: FinishReason | null
  /** Those of this chunk's tokens. Null or absent where none came. */
  logprobs?: ChoiceLogprobs | null
}

/**
 * One event of a streamed answer.
 * @see https://platform.openai.com/docs/api-reference/chat-streaming/streaming
 */
export interface ChatCompletionChunk {
  /** The answer's; empty where the gateway sent none. Some gateways change it in the middle. */
  id: string
  object: 'chat.completion.chunk'
  /** Unix time in seconds; 0 where the gateway did not say. */
  created: number
  /** The model that answered, in the gateway's words; empty where it did not say. */
  model: string
  /** Empty on chunks that carry only usage or a content filter's findings. */
  choices: ChunkChoice[]
  /** The count so far, mostly on the last chunk alone: the last one counts. Null or absent on the others. */
  usage?: CompletionUsage | null
  /** The class that served the request. Null or absent where the gateway did not say. */
  service_tier?: ServiceTier | null
  /** Which configuration of the gateway answered, to be compared from answer to answer. */
  system_fingerprint?: string
}
