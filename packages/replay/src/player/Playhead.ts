import type { Clock } from '../clock.js'

/** A position that moves with a clock, at a speed, while it is told to. */
export class Playhead {
  readonly #clock: Clock
  #speed: number
  #isMoving = false
  #fromMs = 0
  #sinceMs: number
  #wait: AbortController | undefined

  constructor(clock: Clock, speed: number) {
    this.#clock = clock
    this.#speed = checkSpeed(speed)
    this.#sinceMs = clock.now()
  }

  get speed(): number {
    return this.#speed
  }

  /** In milliseconds of the recording. */
  get positionMs(): number {
    const passedMs = this.#clock.now() - this.#sinceMs
    return this.#isMoving && passedMs > 0 && this.#speed < Infinity ? this.#fromMs + passedMs * this.#speed : this.#fromMs
  }

  /** Up to which position everything may come now. */
  get reachMs(): number {
    return this.#speed === Infinity ? Infinity : this.positionMs
  }

  setSpeed(speed: number, positionMs: number): void {
    this.#speed = checkSpeed(speed)
    this.stop(positionMs)
  }

  /** Stands still at a position. */
  stop(positionMs: number): void {
    this.#fromMs = positionMs
    this.#isMoving = false
    this.cancel()
  }

  /** Moves, and calls `arrive` once it is at the position; what was waited for before is not any more. */
  moveOnTo(positionMs: number, arrive: () => void): void {
    if (!this.#isMoving) this.#sinceMs = this.#clock.now()
    this.#isMoving = true
    // Counted from where it began to move, so that what each wait lacks or exceeds does not add up.
    this.wait(this.#sinceMs + (positionMs - this.#fromMs) / this.#speed - this.#clock.now(), arrive)
  }

  /** Calls `wake` after so many milliseconds of the clock, and nothing that was waited for before. */
  wait(ms: number, wake: () => void): void {
    this.cancel()
    const wait = new AbortController()
    this.#wait = wait
    void this.#wakeAfter(Math.max(0, ms), wait.signal, wake)
  }

  async #wakeAfter(ms: number, signal: AbortSignal, wake: () => void): Promise<void> {
    await this.#clock.sleep(ms, signal).catch(() => undefined)
    if (!signal.aborted) wake()
  }

  cancel(): void {
    this.#wait?.abort()
    this.#wait = undefined
  }
}

function checkSpeed(speed: number): number {
  if (speed === Infinity || (speed >= 0.1 && speed <= 100)) return speed
  throw new RangeError(`The speed is ${speed}, at which nothing can be played. Give one from 0.1 to 100, or Infinity.`)
}
