/**
 * Tokens as the gateway counted them, for all choices together. A gateway may add fields (`cost`, …); they stay on the object untyped.
 * @see https://platform.openai.com/docs/api-reference/chat/object#chat/object-usage
 */
export interface CompletionUsage {
  /** Tokens of the request: messages, tools and schemas; those read from the cache are among them. */
  prompt_tokens: number
  /** Reasoning is among them, though its text may not be shown. */
  completion_tokens: number
  /** Computed from the other two where the gateway left it out. */
  total_tokens: number
  /** Parts of `prompt_tokens`. */
  prompt_tokens_details?: {
    /** Tokens of sound in the messages. */
    audio_tokens?: number
    /** Read from the gateway's cache, and mostly cheaper. */
    cached_tokens?: number
  }
  /** Parts of `completion_tokens`. */
  completion_tokens_details?: {
    /** Of the request's `prediction`: those that the answer took over. */
    accepted_prediction_tokens?: number
    /** Tokens of sound in the answer. */
    audio_tokens?: number
    /** Tokens of the reasoning, shown or not. */
    reasoning_tokens?: number
    /** Of the request's `prediction`: those that it did not take over, and that are paid for all the same. */
    rejected_prediction_tokens?: number
  }
}
