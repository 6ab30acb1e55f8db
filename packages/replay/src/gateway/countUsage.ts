import type { Usage } from './dialects/dialectShape.js'
import type { GatewayRequest } from './gatewayRequest.js'
import type { ScriptDeltas } from './scriptDeltas.js'
import { tokenize } from './tokenize.js'

// What wraps a prompt, as OpenAI's cookbook counts it: three tokens and a role for each message, three to prime the answer.
const TOKENS_PER_MESSAGE = 4
const TOKENS_TO_PRIME = 3

/** @see https://cookbook.openai.com/examples/how_to_count_tokens_with_tiktoken */
function countPromptTokens(request: GatewayRequest): number {
  return request.messages.reduce((sum, message) => sum + TOKENS_PER_MESSAGE + tokenize(message.text).length, TOKENS_TO_PRIME)
}

/** Usage that is true to what is sent: every delta that carries text, a refusal or a piece of a tool call is one token. */
export function countUsage(request: GatewayRequest, choices: readonly ScriptDeltas[]): Usage {
  const promptTokens = countPromptTokens(request)
  const completionTokens = choices.reduce((sum, { deltas }) => sum + deltas.length, 0)
  const reasoningTokens = choices.reduce((sum, choice) => sum + choice.reasoningTokens, 0)
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
    ...(reasoningTokens > 0 && { completion_tokens_details: { reasoning_tokens: reasoningTokens } }),
  }
}
