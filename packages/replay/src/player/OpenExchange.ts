import { sleeping } from '../clock.js'
import type { PlannedExchange, PlannedItem } from './planExchange.js'

/** An exchange that the client has asked for, and how much of it was given out. */
export class OpenExchange {
  readonly planned: PlannedExchange
  #given = 0
  #isLeft = false
  readonly #waiting = new Set<{ readonly item: number; readonly wake: () => void }>()

  constructor(planned: PlannedExchange) {
    this.planned = planned
  }

  /** How many of its items were given out. */
  get given(): number {
    return this.#given
  }

  get next(): PlannedItem | undefined {
    return this.#isLeft ? undefined : this.planned.items[this.#given]
  }

  /** How many of its items will have been given out when `count` should have been: none after its caller has left. */
  reachable(count: number): number {
    return this.#isLeft ? Math.min(count, this.#given) : count
  }

  /** Its caller has left: nothing more is given out. */
  leave(): void {
    this.#isLeft = true
  }

  /** Gives the next item out. */
  give(): void {
    this.#given += 1
    for (const waiter of this.#waiting) {
      if (waiter.item >= this.#given) continue
      this.#waiting.delete(waiter)
      waiter.wake()
    }
  }

  /**
   * Resolves once the item at this place is given out.
   * @throws the signal's reason as soon as `signal` aborts.
   */
  untilGiven(item: number, signal: AbortSignal): Promise<void> {
    return sleeping(signal, (wake) => {
      const waiter = { item, wake }
      if (item < this.#given) queueMicrotask(wake)
      else this.#waiting.add(waiter)
      return () => void this.#waiting.delete(waiter)
    })
  }
}
