import type { ChoiceLogprobs, FinishReason, ServiceTier } from './chunk.js'
import type { AssistantMessage } from './message.js'
import type { CompletionUsage } from './usage.js'

/**
 * One of the answers to a request (`n` of them; mostly one). Fields of vendors stay on it untyped.
 * @see https://platform.openai.com/docs/api-reference/chat/object
 */
export interface CompletionChoice {
  /** Which of the answers, from 0; it is no position in the list. */
  index: number
  /** The answer itself, as far as it has come. */
  message: AssistantMessage
  /** OpenAI's type, kept for assignability. While an answer grows, and where it was cut, it is null at run time: ask {@link Ending} instead. */
  finish_reason: FinishReason
  /** Null unless the request asked for them and the gateway sent some. */
  logprobs: ChoiceLogprobs | null
}

/**
 * A whole answer, or what has come of it so far.
 * @see https://platform.openai.com/docs/api-reference/chat/object
 */
export interface ChatCompletion {
  /** The first that came; empty where the gateway sent none. */
  id: string
  object: 'chat.completion'
  /** Unix time in seconds; 0 where the gateway did not say. */
  created: number
  /** The model that answered, in the gateway's words; empty where it did not say. */
  model: string
  /** In the order of their `index`; empty until something of an answer has come. */
  choices: CompletionChoice[]
  /** The last count that came, for all choices together. Absent where the gateway sent none. */
  usage?: CompletionUsage
  /** The class that served the request. Null or absent where the gateway did not say. */
  service_tier?: ServiceTier | null
  /** Which configuration of the gateway answered, to be compared from answer to answer. */
  system_fingerprint?: string
  /** Every top-level field of the gateway's own as it came (`credits_used`, `citations`, `timings` …). Accumulated completions always carry it. */
  extra?: Record<string, unknown>
}
