/** Where the gateway and the player take their time from: the system's, or a fake one in tests. */
export interface Clock {
  /** Milliseconds since the Unix epoch that never run backwards, whatever happens to the system's date. */
  now(): number
  /**
   * Resolves after `ms` milliseconds; never, where that is Infinity.
   * @throws the signal's reason as soon as `signal` aborts.
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The longest wait of a timer; one for longer would end at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** The system's time: `performance.now()`, which is monotonic, counted from the epoch. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (ms, signal) =>
    sleeping(signal, (wake) => {
      const timer = ms <= MAX_TIMER_MS ? setTimeout(wake, ms) : undefined
      return () => clearTimeout(timer)
    }),
}

/** Resolves when `start` calls `wake`, rejects when `signal` aborts; `start` returns what undoes it. */
export function sleeping(signal: AbortSignal | undefined, start: (wake: () => void) => () => void): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const onAbort = () => {
      undo()
      reject(signal?.reason)
    }
    const undo = start(() => {
      signal?.removeEventListener('abort', onAbort)
      resolve()
    })
    signal?.addEventListener('abort', onAbort, { once: true })
  })
}
