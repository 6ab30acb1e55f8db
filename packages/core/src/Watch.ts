/** Longest time between two looks. A look that comes much later than due means that the page slept. */
const MAX_TICK_MS = 5000
const TICKS = 8

/**
 * Calls `expire` after `limitMs` without a touch. Touching costs one assignment, since it happens at every read: time is counted by a slow
 * tick, up to one tick late. A tick counts as no more than twice its length, so that a sleeping machine does not expire a stream that has
 * had no chance to speak.
 */
export class Watch {
  #touched = false
  #idleMs = 0
  #lookedAt = performance.now()
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #limitMs: number
  readonly #tickMs: number
  readonly #expire: (idleMs: number) => void

  constructor(limitMs: number, expire: (idleMs: number) => void) {
    this.#limitMs = limitMs
    this.#tickMs = Math.min(limitMs / TICKS, MAX_TICK_MS)
    this.#expire = expire
    if (limitMs > 0 && limitMs < Infinity) this.#wait()
  }

  touch(): void {
    this.#touched = true
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #wait(): void {
    this.#timer = setTimeout(() => this.#look(), this.#tickMs)
  }

  #look(): void {
    const now = performance.now()
    this.#idleMs = this.#touched ? 0 : this.#idleMs + Math.min(now - this.#lookedAt, 2 * this.#tickMs)
    this.#lookedAt = now
    this.#touched = false
    if (this.#idleMs < this.#limitMs) this.#wait()
    else this.#expire(Math.round(this.#idleMs))
  }
}
