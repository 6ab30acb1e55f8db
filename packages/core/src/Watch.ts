/** Longest time between two looks. A look that comes much later than due means that the page slept. */
const MAX_TICK_MS = 5000
const TICKS = 8

/**
 * Calls `expire` once it has counted `limitMs`. Time is looked at by a slow tick, so that pausing and going on cost no timer; it expires up
 * to one tick late, or two after a reset. What passed between two looks counts as no more than twice a tick, so that a sleeping machine does not expire a stream
 * that has had no chance to speak.
 */
export class Watch {
  #countedMs = 0
  /** Up to when time is counted; undefined while paused. */
  #countedAt: number | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #isRunning = false
  /** Counts from the next look on: to ask the clock at each read would show where a network cuts events into many. */
  #isReset = false
  #stopped = false
  readonly #limitMs: number
  readonly #tickMs: number
  readonly #expire: (countedMs: number) => void

  /** Starts counting. 0 and Infinity count nothing. */
  constructor(limitMs: number, expire: (countedMs: number) => void) {
    this.#limitMs = limitMs
    this.#tickMs = Math.min(limitMs / TICKS, MAX_TICK_MS)
    this.#expire = expire
    if (limitMs > 0 && limitMs < Infinity) this.resume()
    else this.#stopped = true
  }

  pause(): void {
    this.#isRunning = false
    this.#count()
    this.#countedAt = undefined
  }

  /** Counts on from where it paused. */
  resume(): void {
    if (this.#stopped) return
    this.#isRunning = true
    if (!this.#isReset) this.#countedAt ??= performance.now()
    this.#timer ??= setTimeout(this.#look, this.#tickMs)
  }

  /** Pauses, and forgets what was counted. */
  reset(): void {
    this.#isRunning = false
    this.#isReset = true
    this.#countedMs = 0
    this.#countedAt = undefined
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#timer)
  }

  #count(): void {
    if (this.#countedAt === undefined) return
    const now = performance.now()
    this.#countedMs += Math.min(now - this.#countedAt, 2 * this.#tickMs)
    this.#countedAt = now
  }

  readonly #look = (): void => {
    this.#timer = undefined
    this.#isReset = false
    // A long pause needs no looks.
    if (!this.#isRunning) return
    this.#count()
    if (this.#countedMs < this.#limitMs) this.resume()
    else this.#expire(Math.round(this.#countedMs))
  }
}
