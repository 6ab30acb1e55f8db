/** Whether the playground's server answers; `unknown` before it was first asked. */
export type ServerState = 'unknown' | 'there' | 'gone'

export interface ServerWatch {
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => ServerState
  /** Asks it now. Resolves to whether it answered. */
  readonly check: () => Promise<boolean>
}

const EACH_MS = 2_000

/** Watches the server: asks when told to, and while it is gone, again and again until it is back. */
export function createServerWatch(initial: ServerState, ask: () => Promise<boolean>): ServerWatch {
  const listeners = new Set<() => void>()
  let state = initial
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: Promise<boolean> | undefined

  const become = (next: ServerState): void => {
    clearTimeout(timer)
    if (next === 'gone') timer = setTimeout(() => void check(), EACH_MS)
    if (next === state) return
    state = next
    for (const listener of listeners) listener()
  }
  const check = (): Promise<boolean> => {
    asking ??= ask()
      .catch(() => false)
      .then((isThere) => {
        asking = undefined
        become(isThere ? 'there' : 'gone')
        return isThere
      })
    return asking
  }
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => state,
    check,
  }
}
