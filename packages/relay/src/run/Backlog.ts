/** The frames of a run that its store has not acknowledged, and who waits until there are fewer. */
export class Backlog {
  readonly #mostChars: number
  /** The first has the number `#durable + 1`. */
  #frames: string[] = []
  #chars = 0
  #durable = 0
  #makeRoom: (() => void) | undefined

  /** @param mostChars how much text may wait before whoever brings it has to wait too, in UTF-16 units */
  constructor(mostChars: number) {
    this.#mostChars = mostChars
  }

  /** The number of the last frame that the store has acknowledged. */
  get durable(): number {
    return this.#durable
  }

  get length(): number {
    return this.#frames.length
  }

  add(frames: readonly string[]): void {
    for (const frame of frames) {
      this.#frames.push(frame)
      this.#chars += frame.length
    }
  }

  /** To be awaited before more is added; undefined where there is room. */
  room(): Promise<void> | undefined {
    if (this.#chars <= this.#mostChars) return undefined
    return new Promise((resolve) => (this.#makeRoom = resolve))
  }

  /** At most `most` frames with numbers after `seq`. A copy, since a store may keep the list. */
  framesAfter(seq: number, most: number = Infinity): string[] {
    const from = seq - this.#durable
    return this.#frames.slice(from, from + most)
  }

  /** The store has what comes up to the number `seq`: takes that out. */
  acknowledge(seq: number): readonly string[] {
    const frames = this.#frames.splice(0, Math.max(0, seq - this.#durable))
    for (const frame of frames) this.#chars -= frame.length
    this.#durable += frames.length
    if (this.#chars <= this.#mostChars) this.letIn()
    return frames
  }

  /** Lets whoever waits go on. */
  letIn(): void {
    this.#makeRoom?.()
    this.#makeRoom = undefined
  }
}
