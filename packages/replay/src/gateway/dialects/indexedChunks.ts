import type { FinishReason } from '../../answers/answer.js'
import type { Delta, DialectShape, RunFacts } from './dialectShape.js'

const envelope = (run: RunFacts) => ({ id: run.id, object: 'chat.completion.chunk' })

const chunk = (run: RunFacts, delta: Delta, index: number, finishReason: FinishReason | null = null) => ({
  ...envelope(run),
  choices: [{ index, delta, finish_reason: finishReason }],
})

/** The part of OpenAI's chunk that two documents show: id, object, indexed choices with `finish_reason` null until the last; no `created`, no `model`. */
export const indexedChunks: Pick<DialectShape, 'chunk' | 'closing'> = {
  chunk: (run, delta, index) => chunk(run, delta, index),
  closing: (run, finishReasons, usage) => [
    ...finishReasons.map((finishReason, index) => chunk(run, {}, index, finishReason)),
    ...(run.includeUsage ? [{ ...envelope(run), choices: [], usage }] : []),
  ],
}
