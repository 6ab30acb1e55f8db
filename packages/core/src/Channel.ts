type Waiter<Item> = (result: IteratorResult<Item, undefined> | Promise<IteratorResult<Item, undefined>>) => void

/**
 * A queue between a producer that pushes and a consumer that iterates. Written by hand because an async generator costs three turns of
 * the microtask queue for each item, and one read of the network may hold hundreds.
 */
export class Channel<Item> implements AsyncGenerator<Item, undefined, undefined> {
  #items: Item[] = []
  #head = 0
  #waiters: Waiter<Item>[] = []
  #ended = false
  #error: Error | undefined
  readonly #pull: () => void
  readonly #cancel: () => unknown

  /** @param pull is called when somebody waits for an item; @param cancel when the consumer leaves early, who waits for what it returns. */
  constructor(pull: () => void, cancel: () => unknown) {
    this.#pull = pull
    this.#cancel = cancel
  }

  /** Whether somebody waits for an item. */
  get hungry(): boolean {
    return this.#waiters.length > 0
  }

  push(item: Item): void {
    const waiter = this.#waiters.shift()
    if (waiter) waiter({ value: item, done: false })
    else if (!this.#ended) this.#items.push(item)
  }

  /** Ends the iteration once what is queued has been taken; with an `error`, by throwing it. */
  end(error?: Error): void {
    if (this.#ended) return
    this.#ended = true
    this.#error = error
    for (const waiter of this.#waiters.splice(0)) waiter(this.#last())
  }

  next(): Promise<IteratorResult<Item, undefined>> {
    if (this.#head < this.#items.length) {
      const value = this.#items[this.#head++] as Item
      if (this.#head === this.#items.length) {
        this.#items = []
        this.#head = 0
      }
      return Promise.resolve({ value, done: false })
    }
    if (this.#ended) return this.#last()
    const promise = new Promise<IteratorResult<Item, undefined>>((resolve) => this.#waiters.push(resolve))
    this.#pull()
    return promise
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    const cancelled = this.#ended ? undefined : this.#cancel()
    this.end()
    // Last: whoever is told of it may hand over what was held back.
    this.#items = []
    this.#head = 0
    this.#error = undefined
    await cancelled
    return { value: undefined, done: true }
  }

  throw(error: unknown): Promise<IteratorResult<Item, undefined>> {
    return this.return().then(() => {
      throw error
    })
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return()
  }

  /** The error is thrown once; after it the iteration is over, as a generator's would be. */
  #last(): Promise<IteratorResult<Item, undefined>> {
    const error = this.#error
    this.#error = undefined
    return error ? Promise.reject(error) : Promise.resolve({ value: undefined, done: true })
  }
}
