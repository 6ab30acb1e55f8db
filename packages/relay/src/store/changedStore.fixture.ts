import type { RunStore } from './RunStore.js'

/** A store some of whose calls do something else; the rest stays its own, private fields and all. */
export function changedStore(store: RunStore, change: Partial<RunStore>): RunStore {
  return new Proxy(store, {
    get(target, name) {
      if (Object.hasOwn(change, name)) return Reflect.get(change, name) as unknown
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
