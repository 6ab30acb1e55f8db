import { merge } from './merge.js'
import { setOwn } from './own.js'

/** Fields without a rule of their own. What `build` gave out is never changed afterwards. */
export class Fields {
  readonly #held: Record<string, unknown> = {}
  #built: Record<string, unknown> | undefined = {}
  readonly #stale = new Set<string>()

  merge(key: string, next: unknown): boolean {
    const before = Object.hasOwn(this.#held, key) ? this.#held[key] : undefined
    const after = merge(before, next, key)
    if (after === before && typeof after !== 'object' && Object.hasOwn(this.#held, key)) return false
    return this.#set(key, after)
  }

  mergeAll(from: object, except: readonly string[]): void {
    for (const [key, value] of Object.entries(from)) if (!except.includes(key)) this.merge(key, value)
  }

  replace(key: string, next: unknown): boolean {
    const has = Object.hasOwn(this.#held, key)
    if (has && (next === null || this.#held[key] === next)) return false
    return this.#set(key, next)
  }

  build(): Record<string, unknown> {
    if (this.#stale.size > 0) {
      const built = { ...this.#built }
      for (const key of this.#stale) setOwn(built, key, merge(undefined, this.#held[key]))
      this.#stale.clear()
      this.#built = built
    }
    return this.#built ?? {}
  }

  #set(key: string, value: unknown): true {
    setOwn(this.#held, key, value)
    this.#stale.add(key)
    return true
  }
}
