import { storageError } from './toStorageError.js'

/** How long a storage that has just let one call pass without an answer is waited for, until it answers again. */
const SILENT_MS = 1000
/** A timer set for longer fires at once. */
const MAX_MS = 2 ** 31 - 1

/** How a call ended that was no longer waited for. */
export type LateAnswer<T> = PromiseSettledResult<T>

/** Waits for the calls of a storage, but not for ever: one that is silent keeps nobody waiting twice for long. */
export class TimeLimit {
  readonly ms: number
  #isSilent = false

  /** @param ms - 0 and Infinity: without end. */
  constructor(ms: number) {
    this.ms = ms
  }

  /**
   * What the call gives.
   * @param onLate is called with what came of it after all.
   * @throws StorageError with code `timeout`; else what the call throws.
   */
  async within<T>(call: () => Promise<T>, onLate?: (answer: LateAnswer<T>) => void): Promise<T> {
    const ms = this.#isSilent ? Math.min(this.ms, SILENT_MS) : this.ms
    const answer = start(call)
    if (!(ms > 0 && ms <= MAX_MS)) return answer
    let isLate = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const silence = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => {
        isLate = this.#isSilent = true
        reject(storageError('timeout'))
      }, ms)
    })
    const settled = (outcome: LateAnswer<T>) => {
      clearTimeout(timer)
      this.#isSilent = false
      if (isLate) onLate?.(outcome)
    }
    answer.then(
      (value) => settled({ status: 'fulfilled', value }),
      (reason: unknown) => settled({ status: 'rejected', reason }),
    )
    return Promise.race([answer, silence])
  }
}

/** A storage that somebody wrote may throw in place of rejecting. */
async function start<T>(call: () => Promise<T>): Promise<T> {
  return call()
}
