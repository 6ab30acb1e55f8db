/** Who wants to hear of what, by name. */
export type Listeners<T> = Map<string, Set<(value: T) => void>>

/** Adds a listener, the same one also twice. Returns what takes it away. */
export function listen<T>(listeners: Listeners<T>, name: string, listener: (value: T) => void): () => void {
  const own = (value: T) => listener(value)
  const set = listeners.get(name) ?? new Set()
  listeners.set(name, set.add(own))
  return () => {
    set.delete(own)
    if (set.size === 0 && listeners.get(name) === set) listeners.delete(name)
  }
}

export function tell<T>(listeners: Listeners<T>, name: string, value: T): void {
  for (const listener of listeners.get(name) ?? []) listener(value)
}
