/** Tokens counted by the gateway. A gateway may add fields (`cost`, …); they stay on the object untyped. */
export interface CompletionUsage {
  prompt_tokens: number
  completion_tokens: number
  total_tokens: number
  prompt_tokens_details?: { audio_tokens?: number; cached_tokens?: number }
  completion_tokens_details?: {
    accepted_prediction_tokens?: number
    audio_tokens?: number
    reasoning_tokens?: number
    rejected_prediction_tokens?: number
  }
}
