import type { Resolvable } from './sendRequest.js'

/** The key of a client. A key that comes from a function can be asked for anew when the gateway refuses it. */
export class ApiKey {
  readonly #source: Resolvable<string | undefined>
  /** Requests that need a key at the same moment share one call of the function. */
  #asking: Promise<string | undefined> | undefined

  constructor(source: Resolvable<string | undefined>) {
    this.#source = source
  }

  /** Whether asking again may give another key. */
  get isRenewable(): boolean {
    return typeof this.#source === 'function'
  }

  async get(): Promise<string | undefined> {
    const source = this.#source
    if (typeof source !== 'function') return source
    this.#asking ??= Promise.resolve(source()).finally(() => {
      this.#asking = undefined
    })
    return this.#asking
  }
}
