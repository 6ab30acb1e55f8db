import type { DialectShape, RunFacts } from './dialectShape.js'
import { furtherIndex } from './furtherIndex.js'

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
  chunk: (run, delta, index) => chunk(run, { ...furtherIndex(index), delta }),
  closing: (run, _finishReasons, usage) => (run.includeUsage ? [{ id: run.id, choices: [], usage }] : []),
}

/** This one is its table: the first chunk contains the role, the last one the completion reason and, by the notes, the usage. */
export const tokenhubTable: DialectShape = {
  models,
  opening: () => [{ role: 'assistant' }],
  chunk: tokenhubSample.chunk,
  closing: (run, finishReasons, usage) =>
    finishReasons.map((finishReason, index) => ({
      ...chunk(run, { ...furtherIndex(index), delta: {}, finish_reason: finishReason }),
      ...(index === finishReasons.length - 1 && { usage }),
    })),
}
