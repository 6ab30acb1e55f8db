/** Does work in the order in which it was given, though some of it has to wait. */
export class Lane {
  readonly #queue: { readonly work: () => void; isReady: boolean }[] = []
  #isWorking = false

  /** @param ready what the work has to wait for, and all work after it. */
  add(work: () => void, ready?: Promise<unknown>): void {
    const place = { work, isReady: ready === undefined }
    this.#queue.push(place)
    const goOn = () => {
      place.isReady = true
      this.#advance()
    }
    if (ready) ready.then(goOn, goOn)
    else this.#advance()
  }

  #advance(): void {
    if (this.#isWorking) return
    this.#isWorking = true
    for (let next = this.#queue[0]; next?.isReady; next = this.#queue[0]) {
      this.#queue.shift()
      next.work()
    }
    this.#isWorking = false
  }
}
