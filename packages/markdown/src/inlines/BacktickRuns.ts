/** The runs of backticks that searches have passed, so that many runs of many lengths are found in one pass. */
export class BacktickRuns {
  searchedTo = 0
  /** Of each length, from left to right; those before the position are taken off as it goes on. */
  readonly #runs = new Map<number, number[]>()

  add(length: number, at: number): void {
    const runs = this.#runs.get(length)
    if (runs === undefined) this.#runs.set(length, [at])
    else runs.push(at)
  }

  /** The first run of `length` that was passed from `from` on, or -1. */
  next(length: number, from: number): number {
    const runs = this.#runs.get(length) ?? []
    let passed = 0
    while (passed < runs.length && (runs[passed] ?? 0) < from) passed++
    runs.splice(0, passed)
    return runs[0] ?? -1
  }
}
