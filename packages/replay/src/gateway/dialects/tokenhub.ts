import type { DialectShape, RunFacts } from './dialectShape.js'

const chunk = (run: RunFacts, choice: object) => ({ id: run.id, choices: [choice] })

const models = ['gpt-4o']

/**
 * The document contradicts itself, so there are two shapes; neither has `object`, `index` or a null `finish_reason`.
 * This one is its sample: content chunks and `[DONE]`, nothing else. Usage "only returns in the last chunk", which the sample does not
 * show: it comes in a last chunk of its own, as OpenAI's does, when the request asked for it.
 * @see https://ai-tokenhub.com
 */
export const tokenhubSample: DialectShape = {
  models,
  opening: () => [],
  chunk: (run, delta) => chunk(run, { delta }),
  closing: (run, _finishReason, usage) => (run.includeUsage ? [{ id: run.id, choices: [], usage }] : []),
}

/** This one is its table: the first chunk contains the role, the last one the completion reason and, by the notes, the usage. */
export const tokenhubTable: DialectShape = {
  models,
  opening: () => [{ role: 'assistant' }],
  chunk: tokenhubSample.chunk,
  closing: (run, finishReason, usage) => [{ ...chunk(run, { delta: {}, finish_reason: finishReason }), usage }],
}
