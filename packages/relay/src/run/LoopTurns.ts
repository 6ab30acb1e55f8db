/**
 * So many reads of upstreams go on in one turn of the event loop. One costs 100 to 200 µs with all that it leads to, so that a turn stays at a few milliseconds.
 */
const TURN_READS = 16

interface Waiting {
  go: () => void
  sinceMs: number
}

/**
 * Shares the turns of the event loop out among runs. Node takes one connection from the listening socket in a turn, and a turn lasts until everything that
 * came has been dealt with. With a thousand runs that took 150 ms, so new ones stood before a full backlog and got nothing, not even a refusal. With short turns they
 * are let in or refused at once. A read that has to wait finds more events, so that a process with too much to do is a little late with every run, and leaves
 * none out.
 *
 * @see https://github.com/libuv/libuv/pull/3696
 */
export class LoopTurns {
  #left = TURN_READS
  #isPlanned = false
  #waiting: Waiting[] = []

  /** How long the one whose turn is next has waited, in milliseconds. */
  get waitMs(): number {
    const [next] = this.#waiting
    return next ? performance.now() - next.sinceMs : 0
  }

  /** To be awaited before one more read; undefined where this turn has room. */
  next(): Promise<void> | undefined {
    this.#plan()
    if (this.#waiting.length === 0 && this.#left > 0) {
      this.#left--
      return undefined
    }
    return new Promise((go) => this.#waiting.push({ go, sinceMs: performance.now() }))
  }

  #plan(): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    inNextTurn(() => this.#turn())
  }

  #turn(): void {
    const due = this.#waiting.splice(0, TURN_READS)
    this.#left = TURN_READS - due.length
    this.#isPlanned = false
    // Where nobody waits, the share grows back when somebody asks.
    if (due.length > 0) this.#plan()
    for (const { go } of due) go()
  }
}

/** After everything that has come: what Node, Bun and Deno have; a timer elsewhere. */
const { setImmediate: inNextTurn = (task: () => void) => setTimeout(task, 0) } = globalThis as {
  setImmediate?: (task: () => void) => unknown
}
