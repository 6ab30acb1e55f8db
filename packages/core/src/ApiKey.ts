import type { Resolvable } from './sendRequest.js'

/** The key of a client. A key that comes from a function can be asked for anew when the gateway refuses it. */
export class ApiKey {
  readonly #source: Resolvable<string | undefined>
  /** Requests that need a key at the same moment share one call of the function. */
  #asking: Promise<string | undefined> | undefined
  /** Whether that call began after a key was refused. */
  #isRenewal = false

  constructor(source: Resolvable<string | undefined>) {
    this.#source = source
  }

  /** Whether asking again may give another key. */
  get isRenewable(): boolean {
    return typeof this.#source === 'function'
  }

  /** @param renew a key was refused: a call that began before may still give that one, so only the call of another renewal is shared. */
  async get(renew = false): Promise<string | undefined> {
    const source = this.#source
    if (typeof source !== 'function') return source
    if (this.#asking && (this.#isRenewal || !renew)) return this.#asking
    const asking = Promise.resolve(source()).finally(() => {
      if (this.#asking === asking) this.#asking = undefined
    })
    this.#asking = asking
    this.#isRenewal = renew
    return asking
  }
}
