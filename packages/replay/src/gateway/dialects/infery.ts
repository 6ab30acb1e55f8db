import type { Delta, DialectShape, Usage } from './dialectShape.js'
import { furtherIndex } from './furtherIndex.js'

/** One credit for each hundred tokens begun, which is the document's one credit for 12 + 2 tokens; it states no rate. */
const creditsFor = (usage: Usage) => Math.ceil(usage.total_tokens / 100)

/** The document's usage chunk has these two fields and no total. */
const twoFields = (usage: Usage) => ({ prompt_tokens: usage.prompt_tokens, completion_tokens: usage.completion_tokens })

/** Tool-call deltas after the first are shown without even the id of the completion. */
const continuesToolCall = (delta: Delta) => delta.tool_calls !== undefined && delta.tool_calls[0].id === undefined

/**
 * Chunks without `object` and `index`, then "finish chunk → provider usage → gateway usage → [DONE]". Usage comes whether it is asked for
 * or not, and the credits come in the second-to-last event. The first delta of a tool call is not shown and is OpenAI's. Of `stream: false`
 * nothing is said; the credits stand at the top level there too, where the document has them in the stream.
 */
export const infery: DialectShape = {
  models: ['gpt-4o', 'gpt-4o-mini'],
  opening: () => [{ role: 'assistant' }],
  chunk: (run, delta, choice) => ({ ...(!continuesToolCall(delta) && { id: run.id }), choices: [{ ...furtherIndex(choice), delta }] }),
  closing: (run, finishReasons, usage) => [
    ...finishReasons.map((finishReason, choice) => ({
      id: run.id,
      choices: [{ ...furtherIndex(choice), delta: {}, finish_reason: finishReason }],
    })),
    { choices: [], usage: twoFields(usage) },
    { choices: [], usage: twoFields(usage), credits_used: creditsFor(usage) },
  ],
  completionExtras: (usage) => ({ credits_used: creditsFor(usage) }),
}
