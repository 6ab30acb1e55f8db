/** The most that a timer can wait: beyond it would fire at once. */
const MAX_TIMER_MS = 2 ** 31 - 1

/** One connection to the upstream. What ends it ends whatever waits for it. */
export class Connection {
  readonly #closing = new AbortController()
  readonly #caller: AbortSignal | undefined
  #reject: ((reason: unknown) => void) | undefined

  /** @param caller ends the connection, with its reason */
  constructor(caller?: AbortSignal) {
    this.#caller = caller
    if (caller?.aborted) this.#onAbort()
    else caller?.addEventListener('abort', this.#onAbort)
  }

  /** For the platform: closes the connection. */
  get signal(): AbortSignal {
    return this.#closing.signal
  }

  /**
   * Waits for one thing; not for two at once. Rejects with the reason for which the connection ended meanwhile, or with what `onLate` makes where it took longer
   * than `ms`. 0 and Infinity are no limit.
   */
  within<Value>(work: Promise<Value>, ms: number, onLate: () => Error): Promise<Value> {
    const { signal } = this
    return new Promise<Value>((resolve, reject) => {
      // What is under way is listened to all the same: nobody else would hear it fail.
      if (signal.aborted) reject(signal.reason)
      this.#reject = reject
      const timer = ms > 0 && ms <= MAX_TIMER_MS ? setTimeout(() => this.end(onLate()), ms) : undefined
      // At once: whoever gets the result may wait for the next thing before any later turn.
      const settle = () => {
        clearTimeout(timer)
        this.#reject = undefined
      }
      work.then(
        (value) => {
          settle()
          return resolve(value)
        },
        (error: unknown) => {
          settle()
          // Closing a connection breaks what runs on it; the reason for closing says more.
          reject(signal.aborted ? signal.reason : error)
        },
      )
    })
  }

  /** Closes the connection. */
  end(reason?: unknown): void {
    if (this.signal.aborted) return
    this.release()
    this.#closing.abort(reason)
    this.#reject?.(this.signal.reason)
    this.#reject = undefined
  }

  /** Lets go of the caller: what came is there, or nothing more will come. */
  release(): void {
    this.#caller?.removeEventListener('abort', this.#onAbort)
  }

  readonly #onAbort = (): void => this.end(this.#caller?.reason)
}
