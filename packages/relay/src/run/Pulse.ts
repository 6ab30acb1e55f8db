import { unref } from '../unref.js'

/** What wants to be called again and again. */
export interface Beating {
  /** Called about every {@link Pulse.periodMs} with the time of `performance.now()`. */
  onPulse(nowMs: number): void
}

/** How much a new sample counts in the mean. */
const WEIGHT = 0.2

/** One timer for everything that has to look at the clock: a thousand runs with timers of their own would spend more on these than on events. */
export class Pulse {
  readonly periodMs: number
  readonly #waitMs: () => number
  readonly #beating = new Set<Beating>()
  #timer: ReturnType<typeof setInterval> | undefined
  #lastMs = 0
  #lagMs = 0

  /** @param waitMs how long work waits at the moment for its turn, in milliseconds */
  constructor(periodMs: number, waitMs: () => number = () => 0) {
    this.periodMs = periodMs
    this.#waitMs = waitMs
  }

  /** How late things happen of late, in milliseconds: how busy this process is. */
  get lagMs(): number {
    // Without anything to do nobody measures, and a process that was busy once is not busy for ever.
    return this.#timer === undefined ? 0 : this.#lagMs
  }

  add(beating: Beating): void {
    this.#beating.add(beating)
    if (this.#timer !== undefined) return
    this.#lastMs = performance.now()
    this.#lagMs = 0
    this.#timer = setInterval(() => this.#beat(), this.periodMs)
    // Connections are what keeps a process alive.
    unref(this.#timer)
  }

  remove(beating: Beating): void {
    this.#beating.delete(beating)
    if (this.#beating.size > 0) return
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #beat(): void {
    const nowMs = performance.now()
    const lateMs = Math.max(0, nowMs - this.#lastMs - this.periodMs) + this.#waitMs()
    this.#lagMs += (lateMs - this.#lagMs) * WEIGHT
    this.#lastMs = nowMs
    for (const beating of this.#beating) beating.onPulse(nowMs)
  }
}
