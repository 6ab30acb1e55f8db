import type { Entry, RunStatus, RunStore } from '../store/RunStore.js'
import type { Beating } from './Pulse.js'
import { RunView } from './RunView.js'
import { storeTimings, type StoreTimings } from './storeTimings.js'

/** So many frames are held for readers that are nearly up to date; others read the log. */
const KEPT_FRAMES = 1024
const PAGE_ENTRIES = 200

/** The reading half of a run that another process produces, or that has ended: one for all its readers here. */
export class Follower implements Beating {
  readonly view: RunView
  readonly #id: string
  readonly #store: RunStore
  readonly #timings: StoreTimings
  readonly #onClose: () => void
  readonly #unfollow: () => void
  #filling: Promise<void> | undefined
  #fillAgain = false
  /** Where the log is to be read from, if that is before the view's end. */
  #readFrom = Infinity
  #isLooking = false
  #isClosed = false
  #lookedMs = performance.now()
  #readSeenMs = performance.now()
  #goneSinceMs: number | undefined

  constructor(id: string, status: RunStatus, store: RunStore, onClose: () => void) {
    this.#id = id
    this.#store = store
    this.#timings = storeTimings(store)
    this.#onClose = onClose
    const after = status.state === 'running' ? status.seq : status.seq - 1
    this.view = new RunView({ id, after, epoch: status.epoch, handoverSeq: status.handoverSeq })
    this.#unfollow = store.follow(id, (entries) => this.#take(entries))
    void this.fill()
  }

  /** Reads what the view lacks of a run that stands there. */
  async catchUp({ state, epoch, seq }: RunStatus): Promise<void> {
    if (epoch > this.view.epoch) {
      // The store may have lost what is shown here, and then the new epoch begins before it.
      this.#readFrom = Math.min(this.#readFrom, state === 'running' ? 0 : seq - 1)
      await this.fill()
    } else if (seq > this.view.last) await this.fill()
  }

  /** Reads what comes behind the view. A call during another makes it look once more. */
  fill(): Promise<void> {
    this.#fillAgain = this.#filling !== undefined
    this.#filling ??= this.#fill().finally(() => (this.#filling = undefined))
    return this.#filling
  }

  onPulse(nowMs: number): void {
    // While it reads the log, somebody waits for that.
    if (this.view.readers > 0 || this.#filling) this.#readSeenMs = nowMs
    else if (nowMs - this.#readSeenMs > 2 * this.#timings.beatMs) return this.close()
    if (!this.view.end && !this.#isLooking && nowMs - this.#lookedMs >= this.#timings.beatMs) void this.#look(nowMs)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#unfollow()
    this.#onClose()
  }

  #take(entries: readonly Entry[]): void {
    if (entries.length === 0 || !entries.every((entry) => this.view.take(entry))) return void this.fill()
    this.view.trim(KEPT_FRAMES)
    this.view.notify()
  }

  async #fill(): Promise<void> {
    try {
      do {
        this.#fillAgain = false
        await this.#readPages()
      } while (this.#fillAgain)
    } catch {
      // The store is away: readers stay, and the next look tries again.
    }
  }

  async #readPages(): Promise<void> {
    for (;;) {
      const entries = await this.#store.read(this.#id, Math.min(this.view.last, this.#readFrom), PAGE_ENTRIES)
      this.#readFrom = Infinity
      for (const entry of entries) this.view.take(entry)
      this.view.trim(KEPT_FRAMES)
      this.view.notify()
      if (entries.length < PAGE_ENTRIES) return
    }
  }

  async #look(nowMs: number): Promise<void> {
    this.#lookedMs = nowMs
    this.#isLooking = true
    try {
      const status = await this.#store.look(this.#id, this.view.readers > 0)
      if (status.state === 'gone' || status.state === 'expired') return this.#onGone(nowMs)
      this.#goneSinceMs = undefined
      await this.catchUp(status)
    } catch {
      // As above.
    } finally {
      this.#isLooking = false
    }
  }

  /** Its producer may be writing it again: it gets as long as it takes to find a producer lost. */
  #onGone(nowMs: number): void {
    this.#goneSinceMs ??= nowMs
    if (nowMs - this.#goneSinceMs < this.#store.heartbeatMs * 1.25) return
    this.view.isGone = true
    this.view.notify()
    this.close()
  }
}
