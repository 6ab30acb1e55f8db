import type { ChoiceLogprobs, FinishReason, ServiceTier } from './chunk.js'
import type { AssistantMessage } from './message.js'
import type { CompletionUsage } from './usage.js'

/** One of the answers to a request (`n` of them; mostly one). */
export interface CompletionChoice {
  index: number
  message: AssistantMessage
  /** OpenAI's type, kept for assignability. While an answer grows, and where it was cut, it is null at run time: ask {@link Ending} instead. */
  finish_reason: FinishReason
  logprobs: ChoiceLogprobs | null
}

/**
 * A whole answer, or what has come of it so far.
 * @see https://platform.openai.com/docs/api-reference/chat/object
 */
export interface ChatCompletion {
  id: string
  object: 'chat.completion'
  /** Unix time in seconds; 0 where the gateway did not say. */
  created: number
  model: string
  choices: CompletionChoice[]
  /** Absent where the gateway sent none. */
  usage?: CompletionUsage
  service_tier?: ServiceTier | null
  system_fingerprint?: string
  /** Every top-level field of the gateway's own as it came (`credits_used`, `citations`, `timings` …). Accumulated completions always carry it. */
  extra?: Record<string, unknown>
}
