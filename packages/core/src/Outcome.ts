import { bringsToken } from './bringsToken.js'
import { chatError } from './chatErrorMessages.js'
import type { Ending } from './ChatResult.js'
import type { ChatCompletionChunk } from './wire/chunk.js'

/** What decides how an answer ended, gathered while it is read. */
export class Outcome {
  /** `[DONE]` has come; only usage counts from here. */
  sawDone = false
  /** Events that could not be read. */
  lostEvents = 0
  /** Lines came that belong to no event stream. */
  hasJunk = false
  /** A whole JSON body came: it is all there, whatever it says. */
  isWhole = false
  /** The body has ended: what comes now is what its end cut off. */
  isAtEnd = false
  /** How a relay says that the run ended, where no `[DONE]` of the gateway did. */
  relayEnd: 'cut' | 'stopped' | undefined
  /** Something of an answer has come. */
  hasContent: boolean
  #chunks: number

  /** @param isContinued whether the beginning of the answer was read elsewhere. */
  constructor(isContinued = false) {
    this.hasContent = isContinued
    this.#chunks = isContinued ? 1 : 0
  }

  take(chunk: ChatCompletionChunk): void {
    this.#chunks++
    this.hasContent ||= bringsToken(chunk)
  }

  /** How the answer ended, if nothing more comes. `reasons` are those of all choices. @throws {@link ChatError} where there is no answer. */
  conclude(reasons: readonly (string | null)[], requestId: string | undefined): Ending {
    const { sawDone, lostEvents, isWhole } = this
    if (this.relayEnd === 'stopped') return { kind: 'stopped' }
    if (isFinished(reasons) || (this.hasContent && (sawDone || isWhole)))
      return { kind: 'complete', finishReason: reasons[0] ?? null, sawDone, lostEvents }
    if (this.#chunks > 0 && !sawDone && !isWhole) return { kind: 'truncated' }
    if (lostEvents > 0 || (this.hasJunk && this.#chunks === 0)) {
      throw chatError('protocol', 'The answer could not be read as a stream of chat completions.', { requestId })
    }
    throw chatError('empty_response', 'The gateway sent no answer.', { requestId, retryable: true })
  }
}

/** Whether these are the reasons of choices that have all finished. */
export function isFinished(reasons: readonly (string | null)[]): boolean {
  return reasons.length > 0 && !reasons.includes(null)
}
