import type { FinishReason } from '../../answers/answer.js'
import type { Delta, DialectShape, RunFacts } from './dialectShape.js'

const envelope = (run: RunFacts) => ({ id: run.id, object: 'chat.completion.chunk', created: run.created, model: run.model })

const chunk = (run: RunFacts, delta: Delta, index: number, finishReason: FinishReason | null = null) => ({
  ...envelope(run),
  choices: [{ index, delta, logprobs: null, finish_reason: finishReason }],
  ...(run.includeUsage && { usage: null }),
})

/**
 * Plain OpenAI. The document names the object, `choices[0].delta.content` and `[DONE]` and shows no payload, so everything else is what
 * OpenAI sends: a role chunk whose content is empty, or null where no content follows,
 * and usage in a chunk of its own when the request asked for it, null until then.
 * @see https://inferexapi.cloudvoice.in
 * @see https://platform.openai.com/docs/api-reference/chat-streaming/streaming
 */
export const inferex: DialectShape = {
  models: ['default'],
  opening: (first) => [{ role: 'assistant', content: first?.content === undefined ? null : '', refusal: null }],
  chunk: (run, delta, index) => chunk(run, delta, index),
  closing: (run, finishReasons, usage) => [
    ...finishReasons.map((finishReason, index) => chunk(run, {}, index, finishReason)),
    ...(run.includeUsage ? [{ ...envelope(run), choices: [], usage }] : []),
  ],
}
