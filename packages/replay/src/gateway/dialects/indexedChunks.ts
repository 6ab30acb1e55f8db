import type { FinishReason } from '../../answers/answer.js'
import type { Delta, DialectShape, RunFacts } from './dialectShape.js'

const envelope = (run: RunFacts) => ({ id: run.id, object: 'chat.completion.chunk' })

const chunk = (run: RunFacts, delta: Delta, finishReason: FinishReason | null = null) => ({
  ...envelope(run),
  choices: [{ index: 0, delta, finish_reason: finishReason }],
})

/** The part of OpenAI's chunk that two documents show: id, object, indexed choices with `finish_reason` null until the last; no `created`, no `model`. */
export const indexedChunks: Pick<DialectShape, 'chunk' | 'closing'> = {
  chunk: (run, delta) => chunk(run, delta),
  closing: (run, finishReason, usage) => [
    chunk(run, {}, finishReason),
    ...(run.includeUsage ? [{ ...envelope(run), choices: [], usage }] : []),
  ],
}
