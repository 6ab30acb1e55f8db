import type { EndEntry, Entry, FramesEntry } from '../store/RunStore.js'
import type { Cursor } from './Cursor.js'

/** Where a view begins. */
export interface ViewStart {
  id: string
  /** The entries up to here are not held; readers that want them ask the store. */
  after: number
  epoch: number
  handoverSeq: number
}

/** What one process knows of one run: its last events, without gaps, and its end. Readers listen to it. */
export class RunView {
  readonly id: string
  /** Set when the store cannot be reached: what is shown meanwhile may be taken back. */
  isDegraded = false
  /** Set when the store no longer knows the run. */
  isGone = false
  /** What of the upstream's head may be passed on; undefined before it is there, and on other processes. */
  headers: Readonly<Record<string, string>> | undefined
  /** How much text was ever added, in UTF-16 units: tells how far a reader lags. */
  chars = 0
  #frames: string[] = []
  #frameEpoch: number
  /** The number of `#frames[0]`. */
  #base: number
  #epoch: number
  #handoverSeq: number
  #end: EndEntry | undefined
  readonly #listeners = new Set<() => void>()

  constructor({ id, after, epoch, handoverSeq }: ViewStart) {
    this.id = id
    this.#base = after + 1
    this.#epoch = epoch
    this.#frameEpoch = epoch
    this.#handoverSeq = handoverSeq
  }

  get end(): EndEntry | undefined {
    return this.#end
  }

  /** The epoch of its frames. */
  get frameEpoch(): number {
    return this.#frameEpoch
  }

  /** The epoch of whoever wrote last. */
  get epoch(): number {
    return this.#epoch
  }

  /** The number of the last frame. */
  get lastFrame(): number {
    return this.#base + this.#frames.length - 1
  }

  /** The number of the last entry, the end among them. */
  get last(): number {
    return this.#end?.last ?? this.lastFrame
  }

  /** How many take what comes. */
  get readers(): number {
    return this.#listeners.size
  }

  /** Whether the view holds what follows `seq`. */
  holds(seq: number): boolean {
    return seq >= this.#base - 1
  }

  /** At most `most` frames behind `seq`; ask {@link holds} first. */
  framesAfter(seq: number, most: number): readonly string[] {
    const from = seq + 1 - this.#base
    return from === 0 && this.#frames.length <= most ? this.#frames : this.#frames.slice(from, from + most)
  }

  /**
   * Whether a reader may go on behind this place. Numbers of an epoch that was cut short are good up to the handover. A place that lies ahead is not wrong while the run
   * goes on, since this process may lag behind the log: it is wrong once the run has ended without it.
   */
  isValid({ epoch, seq }: Cursor): boolean {
    if (seq === 0) return true
    if (epoch < this.#epoch) return seq <= this.#handoverSeq
    if (!this.#end) return true
    return epoch === this.#epoch && seq <= this.#end.last
  }

  /** Takes an entry; false where it leaves a gap. What is known already changes nothing. Tells nobody: see {@link notify}. */
  take(entry: Entry): boolean {
    if (entry.epoch < this.#epoch) return true
    return 'end' in entry ? this.#takeEnd(entry) : this.#takeFrames(entry)
  }

  /** Drops all but the last `keep` frames. */
  trim(keep: number): void {
    const extra = this.#frames.length - keep
    if (extra <= keep / 4) return
    this.#frames.splice(0, extra)
    this.#base += extra
  }

  /** All frames from the first on: the producer never trims. */
  get frames(): readonly string[] {
    return this.#frames
  }

  notify(): void {
    for (const listener of this.#listeners) listener()
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #takeFrames({ epoch, first, frames }: FramesEntry): boolean {
    if (first > this.lastFrame + 1) return false
    if (epoch > this.#epoch) {
      // The run began anew, or went on in other hands.
      this.#cutBefore(first, epoch)
      this.#frameEpoch = epoch
      this.#end = undefined
    }
    if (this.#end) return true
    for (let i = this.lastFrame + 1 - first; i < frames.length; i++) {
      const frame = frames[i] ?? ''
      this.#frames.push(frame)
      this.chars += frame.length
    }
    return true
  }

  #takeEnd(entry: EndEntry): boolean {
    if (entry.first > this.lastFrame + 1) return false
    if (entry.epoch > this.#epoch) this.#cutBefore(entry.first, entry.epoch)
    this.#end ??= entry
    return true
  }

  /** A new epoch begins at `first`: whatever an older one showed from there on was never in the store. */
  #cutBefore(first: number, epoch: number): void {
    this.#epoch = epoch
    this.#handoverSeq = first - 1
    if (first < this.#base) {
      this.#frames = []
      this.#base = first
    } else if (this.lastFrame >= first) this.#frames.length = first - this.#base
  }
}
