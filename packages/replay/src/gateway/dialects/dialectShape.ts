import type { FinishReason } from '../../answers/answer.js'

/** What every payload of one run may name. */
export interface RunFacts {
  readonly id: string
  /** Seconds since the Unix epoch. */
  readonly created: number
  readonly model: string
  /** The request asked for usage with `stream_options.include_usage`. */
  readonly includeUsage: boolean
}

/** `choices[].delta`, in OpenAI's names. */
export interface Delta {
  readonly role?: 'assistant'
  readonly content?: string | null
  readonly refusal?: string | null
  readonly reasoning_content?: string
  readonly tool_calls?: readonly [ToolCallDelta]
}

export interface ToolCallDelta {
  readonly index: number
  readonly id?: string
  readonly type?: 'function'
  readonly function: { readonly name?: string; readonly arguments: string }
}

export interface Usage {
  readonly prompt_tokens: number
  readonly completion_tokens: number
  readonly total_tokens: number
  readonly completion_tokens_details?: { readonly reasoning_tokens: number }
}

/** One gateway's way to put a run on the wire: each function gives payloads, the objects that follow `data: `. */
export interface DialectShape {
  /** What `GET /models` lists; the first one is taken where a request names none. */
  readonly models: readonly string[]
  /** Deltas sent before the first token. */
  readonly opening: (first: Delta | undefined) => readonly Delta[]
  /** The chunk of one delta of a choice, which is counted from 0. */
  readonly chunk: (run: RunFacts, delta: Delta, choice: number) => object
  /** What follows the last token and precedes `[DONE]`. There is one finish reason for each choice. */
  readonly closing: (run: RunFacts, finishReasons: readonly FinishReason[], usage: Usage) => readonly object[]
  /** Top-level fields that a completion with `stream: false` has beside OpenAI's. */
  readonly completionExtras?: (usage: Usage) => object
}
