import { chatError } from './chatErrorMessages.js'
import { isRecord } from './own.js'
import type { Ending } from './ChatResult.js'
import type { ChatCompletionChunk, ChunkChoice } from './wire/chunk.js'

/** What decides how an answer ended, gathered while it is read. */
export class Outcome {
  /** `[DONE]` has come; only usage counts from here. */
  sawDone = false
  /** A choice has finished: the answer is there even if the connection breaks now. */
  finished = false
  /** Events that could not be read. */
  lostEvents = 0
  /** Lines came that belong to no event stream. */
  hasJunk = false
  /** A whole JSON body came: it is all there, whatever it says. */
  isWhole = false
  #chunks = 0
  #hasContent = false

  take({ choices }: ChatCompletionChunk): void {
    this.#chunks++
    for (const choice of choices) {
      this.finished ||= !!choice.finish_reason
      this.#hasContent ||= addsContent(choice)
    }
  }

  /** How the answer ended, if nothing more comes. `reasons` are those of all choices. @throws {@link ChatError} where there is no answer. */
  conclude(reasons: readonly (string | null)[], requestId: string | undefined): Ending {
    const { sawDone, lostEvents, isWhole } = this
    const isFinished = reasons.length > 0 && !reasons.includes(null)
    if (isFinished || (this.#hasContent && (sawDone || isWhole)))
      return { kind: 'complete', finishReason: reasons[0] ?? null, sawDone, lostEvents }
    if (this.#chunks > 0 && !sawDone && !isWhole) return { kind: 'truncated' }
    if (lostEvents > 0 || (this.hasJunk && this.#chunks === 0)) {
      throw chatError('protocol', 'The answer could not be read as a stream of chat completions.', { requestId })
    }
    throw chatError('empty_response', 'The gateway sent no answer.', { requestId, retryable: true })
  }
}

/** Whether a choice adds anything beyond a role. */
function addsContent({ delta }: ChunkChoice): boolean {
  return Object.entries(delta).some(([key, value]: [string, unknown]) => {
    if (key === 'role' || value === null || value === undefined) return false
    return Array.isArray(value) ? value.length > 0 : isRecord(value) ? Object.keys(value).length > 0 : value !== ''
  })
}
