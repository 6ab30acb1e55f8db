/** Has work done in the order in which places were taken, though some of it is known only later. */
export class Lane {
  readonly #places: { work?: () => void }[] = []
  #isWorking = false

  /** Takes the next place, which keeps back all after it until it is given its work. */
  take(): (work: () => void) => void {
    const place: { work?: () => void } = {}
    this.#places.push(place)
    return (work) => {
      place.work = work
      this.#advance()
    }
  }

  /** Takes the next place for work that is known. */
  add(work: () => void): void {
    this.take()(work)
  }

  #advance(): void {
    if (this.#isWorking) return
    this.#isWorking = true
    for (let work = this.#places[0]?.work; work; work = this.#places[0]?.work) {
      this.#places.shift()
      work()
    }
    this.#isWorking = false
  }
}
