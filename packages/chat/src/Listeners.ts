import { guarded } from '@rivulet/core'

/** A set of listeners that outlives what they throw: a throw is reported as uncaught, and the others are still called. */
export class Listeners<Args extends unknown[] = []> {
  readonly #listeners = new Set<(...args: Args) => void>()

  add(listener: (...args: Args) => void): () => void {
    // Wrapped, so that one function added twice is called twice and leaves once.
    const entry = (...args: Args) => listener(...args)
    this.#listeners.add(entry)
    return () => this.#listeners.delete(entry)
  }

  get size(): number {
    return this.#listeners.size
  }

  call(...args: Args): void {
    // A copy: one that leaves and comes back while it is called would be met again without end.
    const present = [...this.#listeners]
    for (const listener of present) if (this.#listeners.has(listener)) guarded(listener, ...args)
  }
}
