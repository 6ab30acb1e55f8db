/** A place in a run: the event that stands there. `seq` 0 is before the first. */
interface Place {
  epoch: number
  seq: number
}

const START: Place = { epoch: 0, seq: 0 }

/**
 * Which of a run's events have been applied, by the ids that its relay gives them: `<epoch>.<seq>`, without gaps. An epoch goes up when another writer
 * takes over, who may know less than was shown before.
 */
export class RunCursor {
  #applied: Place
  /** The event at hand, where it has an id. */
  #next: Place | undefined
  #isOutOfStep = false

  /** @param lastEventId of the event to go on after; anything that is no such id stands for the beginning. */
  constructor(lastEventId?: string) {
    this.#applied = toPlace(lastEventId) ?? START
  }

  /** The id of the last event applied; undefined before the first. */
  get lastEventId(): string | undefined {
    const { epoch, seq } = this.#applied
    return seq > 0 ? `${epoch}.${seq}` : undefined
  }

  /** The number of the last event applied; 0 before the first. */
  get seq(): number {
    return this.#applied.seq
  }

  /** Whether an event has come that cannot follow what was applied: the connection is of no use any more. */
  get isOutOfStep(): boolean {
    return this.#isOutOfStep
  }

  /** An event begins. One without data is told of by nothing else. */
  announce(id: string): void {
    if (this.#next && this.admits()) this.apply()
    this.#next = toPlace(id)
  }

  /** Whether the event at hand is the next one, or one that has no place. */
  admits(): boolean {
    if (this.#isOutOfStep) return false
    const { epoch, seq } = this.#applied
    const next = this.#next
    if (!next || (next.seq === seq + 1 && next.epoch >= epoch)) return true
    // What came before comes twice; anything else is missing something, or takes back what was applied.
    this.#isOutOfStep = next.seq > seq || next.epoch > epoch
    this.#next = undefined
    return false
  }

  /** The event at hand has been applied, whole. */
  apply(): void {
    this.#applied = this.#next ?? this.#applied
    this.#next = undefined
  }

  /** Another connection begins: it repeats what the one before left unfinished. */
  reopen(): void {
    this.#next = undefined
    this.#isOutOfStep = false
  }

  /** Everything follows from the first event. */
  reset(): void {
    this.#applied = START
    this.#next = undefined
  }
}

function toPlace(id = ''): Place | undefined {
  const [, epoch, seq] = /^(\d{1,9})\.(\d{1,9})$/.exec(id) ?? []
  return seq === undefined ? undefined : { epoch: Number(epoch), seq: Number(seq) }
}
