import { type Clock, sleeping } from '../clock.js'
import { noResponse, toResponse, untilAborted } from '../recording/replay.js'
import { playTimeline } from '../timeline.js'
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
   * The response, once its head is given out, with a body that gives each read as it is given out.
   * @param left - called when the client has left before the end.
   * @throws TypeError where there was no response; the signal's reason as soon as `signal` aborts.
   */
  async answer(signal: AbortSignal, clock: Clock, left: () => void): Promise<Response> {
    const { answer, exchange } = this.planned.picked
    if (signal.aborted) left()
    signal.addEventListener('abort', left, { once: true })
    if (!answer && exchange.end === 'abort') return untilAborted(signal)
    await this.untilGiven(0, signal)
    if (!answer) throw noResponse()
    // The reads come after the head.
    const due = (index: number, gone: AbortSignal) => this.untilGiven(index + 1, gone).catch(() => undefined)
    const onEnd = (how: 'end' | 'disconnected') => {
      signal.removeEventListener('abort', left)
      if (how === 'disconnected') left()
    }
    return toResponse(answer, () => playTimeline(answer.timeline, { clock, signal, due, onEnd }))
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
