import type { Annotation, MessageAudio } from './message.js'
import type { CompletionUsage } from './usage.js'

/**
 * Why a model stopped, in the words of OpenAI's API. Gateways send others too (`eos`, `end_turn`, …): they are kept as they came, and
 * {@link Ending} types the one that decided as a plain string.
 */
export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter' | 'function_call'

/** @see https://platform.openai.com/docs/api-reference/chat/object */
export type ServiceTier = 'auto' | 'default' | 'flex' | 'scale' | 'priority' | 'fast'

/** One candidate token with its log probability. */
export interface TopLogprob {
  token: string
  bytes: number[] | null
  logprob: number
}

/** A token of the answer and the candidates beside it. */
export interface TokenLogprob extends TopLogprob {
  top_logprobs: TopLogprob[]
}

/** Log probabilities of a choice's tokens, where the request asked for them. */
export interface ChoiceLogprobs {
  content: TokenLogprob[] | null
  refusal: TokenLogprob[] | null
}

/** A fragment of a tool call. Fragments with one `index` belong to one call; `arguments` is to be concatenated. */
export interface ToolCallDelta {
  index: number
  id?: string
  type?: 'function' | 'custom'
  function?: { name?: string; arguments?: string }
  custom?: { name?: string; input?: string }
}

/** What one chunk adds to the message. Fields of vendors stay on it untyped. */
export interface ChunkDelta {
  role?: 'developer' | 'system' | 'user' | 'assistant' | 'tool'
  content?: string | null
  refusal?: string | null
  /** Reasoning text; `reasoning` and its other spellings are mapped to this one. */
  reasoning_content?: string
  tool_calls?: ToolCallDelta[]
  /** @deprecated Normalised to a tool call. */
  function_call?: { name?: string; arguments?: string }
  annotations?: Annotation[]
  audio?: Partial<MessageAudio>
}

/** What one chunk adds to one choice. */
export interface ChunkChoice {
  index: number
  delta: ChunkDelta
  finish_reason: FinishReason | null
  logprobs?: ChoiceLogprobs | null
}

/**
 * One event of a streamed answer.
 * @see https://platform.openai.com/docs/api-reference/chat-streaming/streaming
 */
export interface ChatCompletionChunk {
  id: string
  object: 'chat.completion.chunk'
  /** Unix time in seconds; 0 where the gateway did not say. */
  created: number
  model: string
  /** Empty on chunks that carry only usage or a content filter's findings. */
  choices: ChunkChoice[]
  usage?: CompletionUsage | null
  service_tier?: ServiceTier | null
  system_fingerprint?: string
}
