import type { ChatError } from './ChatError.js'
import { MAX_RETRY_AFTER_MS } from './retry.js'
import { Watch } from './Watch.js'

const BASE_MS = 250
const CAP_MS = 5000

/** When to try again to read a run whose connection was cut, and how long to go on trying. */
export class Resumption {
  readonly #resumeMs: number
  #tries = 0
  /** How far the run had been read when something last came. */
  #seq = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #patience: Watch | undefined
  #giveUp: (() => void) | undefined

  /** @param resumeMs how long to go without a connection and without anything new; 0 and Infinity: for ever */
  constructor(resumeMs: number) {
    this.#resumeMs = resumeMs
  }

  /**
   * Calls `open` after a while: at once for the first time, later after a random part of a time that doubles, or when the relay asked to be asked.
   * @param giveUp is called in the end, if nothing new comes before; the first counts, so that the run ends as the first cut would have ended it
   * @returns how long the while is, in milliseconds
   */
  retry({ retryAfterMs = 0 }: ChatError, open: () => void, giveUp: () => void): number {
    this.#giveUp ??= giveUp
    this.#patience ??= new Watch(this.#resumeMs, () => this.#giveUp?.())
    this.#patience.resume()
    const most = this.#tries === 0 ? 0 : Math.min(CAP_MS, BASE_MS * 2 ** (this.#tries - 1))
    const delayMs = Math.max((most * (1 + Math.random())) / 2, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS))
    this.#tries++
    this.#timer = setTimeout(open, delayMs)
    return delayMs
  }

  /** Something came; the run has been read up to `seq`. Waiting for what is new is no longer up to the connection, and something new begins it all anew. */
  onPiece(seq: number): void {
    this.#patience?.pause()
    if (seq === this.#seq) return
    this.#seq = seq
    this.#tries = 0
    this.#giveUp = undefined
    this.#patience?.reset()
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#patience?.stop()
  }
}
