/** Which message is being edited where that is not the message's own affair: an ending that says "change the question" opens another row. */
export interface Edited {
  readonly get: () => string | undefined
  readonly set: (id: string | undefined) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createEdited(): Edited {
  let current: string | undefined
  const listeners = new Set<() => void>()
  return {
    get: () => current,
    set(id) {
      current = id
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
