import { copyOf, merge } from './merge.js'
import { setOwn } from './own.js'

/** An object that grows by merging. */
export interface Fields {
  /** @returns whether anything changed. */
  merge(key: string, next: unknown): boolean
  /** What has come so far. The object is the same every time; the values in it are never changed. */
  build(): Readonly<Record<string, unknown>>
}

export function createFields(): Fields {
  const held: Record<string, unknown> = {}
  const stale = new Set<string>()
  const built: Record<string, unknown> = {}
  return {
    merge(key, next) {
      const has = Object.hasOwn(held, key)
      const before = has ? held[key] : undefined
      const after = merge(before, next, key)
      if (has && after === before && typeof next !== 'object') return false
      setOwn(held, key, after)
      stale.add(key)
      return true
    },
    build() {
      // What is held goes on changing in place.
      for (const key of stale) setOwn(built, key, copyOf(held[key]))
      stale.clear()
      return built
    },
  }
}
