import type { RunEnd, RunStatus, RunStore } from '../store/RunStore.js'
import { Backlog } from './Backlog.js'
import { toEnd, type EndDetail } from './endings.js'
import type { Beating } from './Pulse.js'
import { APPEND_FRAMES, isTaken, repairRun } from './repairRun.js'
import { RunView } from './RunView.js'
import { storeTimings, type StoreTimings } from './storeTimings.js'

export interface ProducerOptions {
  id: string
  /** The epoch in which the store began the run. */
  epoch: number
  principal: string
  owner: string
  fingerprint: string
  store: RunStore
  /** How long it goes on without a reader, in milliseconds. */
  graceMs: number
  /** How much text may wait for the store before the upstream has to wait too, in UTF-16 units. */
  queueChars: number
  /** Called once, when the end is known. */
  onEnd: (end: RunEnd) => void
  onStoreFailure: () => void
}

/**
 * The writing half of a run: takes the upstream's frames and brings them into the store, one append at a time, so that their order holds and a slow store
 * makes the batches grow by themselves. Readers see nothing that is not in the store, unless it is away for long: then they go on, flagged.
 */
export class Producer implements Beating {
  readonly view: RunView
  readonly #options: ProducerOptions
  readonly #timings: StoreTimings
  readonly #abort = new AbortController()
  readonly #epoch: number
  readonly #backlog: Backlog
  #end: RunEnd | undefined
  #isAppending = false
  #isClosed = false
  /** Times of `performance.now()`. */
  #lastAckMs = performance.now()
  #lastBeatMs = performance.now()
  #failingSinceMs: number | undefined
  #readSeenMs = performance.now()

  constructor(options: ProducerOptions) {
    this.#options = options
    this.#timings = storeTimings(options.store)
    this.#epoch = options.epoch
    this.#backlog = new Backlog(options.queueChars)
    this.view = new RunView({ id: options.id, after: 0, epoch: options.epoch, handoverSeq: 0 })
  }

  /** Aborted when the upstream is no longer wanted. */
  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get principal(): string {
    return this.#options.principal
  }

  get store(): RunStore {
    return this.#options.store
  }

  get fingerprint(): string {
    return this.#options.fingerprint
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Takes the frames of one upstream read. Resolves when there is room for more. */
  push(frames: readonly string[]): void | Promise<void> {
    if (this.#end || this.#isClosed) return
    this.#backlog.add(frames)
    if (this.#isCutOff()) this.#showPending()
    void this.#flush()
    return this.#backlog.room()
  }

  /** Ends the run, once: every way out of it comes by here, so that none leaves it running for ever. */
  finish(state: RunEnd['state'], detail?: EndDetail): void {
    if (this.#end || this.#isClosed) return
    this.#end = toEnd(state, detail)
    void this.#flush()
  }

  /** Costs no more from now on. Whoever calls this brings the run's end. */
  letGoOfUpstream(): void {
    this.#abort.abort()
  }

  /** Lets go of the upstream at once, and ends the run. */
  abandon(state: RunEnd['state'], detail: EndDetail): void {
    this.#abort.abort()
    this.finish(state, detail)
  }

  /** Tries no longer to bring the end into a store that cannot be reached: whoever waits for it is told, and the run's heartbeat ends by itself. */
  giveUp(): void {
    if (!this.#isClosed) this.#yield(this.#end)
  }

  /** Somebody else may have ended the run: looks at once. */
  nudge(): void {
    if (!this.#isClosed) void this.#beat()
  }

  /** What the store says of this run, in answer to whichever call. */
  onStatus(status: RunStatus): void {
    if (this.#isClosed) return
    if (isTaken(status, this.#options.owner)) return this.#yield()
    this.#lastAckMs = performance.now()
    this.#failingSinceMs = undefined
    const isRunning = status.state === 'running'
    // The frames that are in the log. An end of another writer stands behind the last that it found.
    const known = isRunning ? status.seq : status.epoch === this.#epoch ? status.seq - 1 : status.handoverSeq
    const first = this.#backlog.durable + 1
    this.#show(first, this.#backlog.acknowledge(known))
    const { readAgeMs } = status
    if (readAgeMs !== undefined && readAgeMs < 3 * this.#timings.beatMs)
      this.#readSeenMs = Math.max(this.#readSeenMs, this.#lastAckMs - readAgeMs)
    if (this.view.isDegraded && isRunning) this.view.isDegraded = false
    if (!isRunning) void this.#close(status)
    this.view.notify()
  }

  onPulse(nowMs: number): void {
    if (this.view.readers > 0) this.#readSeenMs = nowMs
    else if (nowMs - this.#readSeenMs > this.#options.graceMs) this.abandon('stopped', { reason: 'abandoned' })
    const { isShared } = this.#options.store
    // Beats leave a quarter of the time for their own way, so that a lost nudge costs one beat and no more.
    if (isShared && !this.#isAppending && nowMs - Math.max(this.#lastBeatMs, this.#lastAckMs) >= this.#timings.beatMs * 0.75)
      void this.#beat()
  }

  async #flush(): Promise<void> {
    if (this.#isAppending || this.#isClosed) return
    this.#isAppending = true
    let waitMs = 25
    while (!this.#isClosed && (this.#backlog.length > 0 || this.#end)) {
      try {
        await this.#append()
        waitMs = 25
      } catch {
        this.#onFailure()
        await sleep(waitMs)
        waitMs = Math.min(waitMs * 2, 500)
      }
    }
    this.#isAppending = false
  }

  async #append(): Promise<void> {
    const { id, store, owner } = this.#options
    const { durable } = this.#backlog
    const frames = this.#backlog.framesAfter(durable, APPEND_FRAMES)
    const end = frames.length === this.#backlog.length ? this.#end : undefined
    const nowMs = performance.now()
    const beat = nowMs - this.#lastBeatMs > this.#timings.renewMs
    const status = await store.append(id, { epoch: this.#epoch, owner, first: durable + 1, frames, end, beat })
    if (beat) this.#lastBeatMs = nowMs
    if (this.#isLacking(status)) await this.#repair(status)
    else this.onStatus(status)
  }

  async #beat(): Promise<void> {
    const { id, store, owner } = this.#options
    this.#lastBeatMs = performance.now()
    try {
      const status = await store.append(id, { epoch: this.#epoch, owner, first: this.#backlog.durable + 1, frames: [], beat: true })
      if (!this.#isLacking(status)) return this.onStatus(status)
      // An append that is under way finds out too, but there may be none.
      if (!this.#isAppending && !this.#isClosed) await this.#repairAlone(status)
    } catch {
      this.#options.onStoreFailure()
    }
  }

  /** Whether the store lost the run, or its tail, and it is this producer's to mend. */
  #isLacking(status: RunStatus): boolean {
    const { state, seq } = status
    if (isTaken(status, this.#options.owner)) return false
    return state === 'gap' || state === 'gone' || state === 'expired' || (state === 'running' && seq < this.#backlog.durable)
  }

  async #repair(status: RunStatus): Promise<void> {
    const frames = this.view.frames.slice(0, this.#backlog.durable)
    const other = await repairRun({ ...this.#options, epoch: this.#epoch, frames }, status)
    if (other) this.onStatus(other)
  }

  async #repairAlone(status: RunStatus): Promise<void> {
    this.#isAppending = true
    try {
      await this.#repair(status)
    } finally {
      this.#isAppending = false
      // What came meanwhile, the end maybe, has waited.
      void this.#flush()
    }
  }

  /** Shows frames from the number `first` on; what is shown already stays as it is. */
  #show(first: number, frames: readonly string[]): void {
    if (frames.length > 0) this.view.take({ epoch: this.#epoch, first, last: first + frames.length - 1, frames })
  }

  /** What this producer has is no longer what the run says: its readers come back for that. */
  #yield(end: RunEnd = toEnd('lost')): void {
    this.#isClosed = true
    this.#abort.abort()
    this.#backlog.letIn()
    this.view.isGone = true
    this.view.notify()
    this.#options.onEnd(end)
  }

  /** The end is in the store, whoever wrote it. */
  async #close(status: RunStatus): Promise<void> {
    this.#isClosed = true
    this.#abort.abort()
    this.#backlog.letIn()
    const end = await this.#endOf(status)
    this.view.isDegraded = false
    // With a gap before it this view can tell no end; the log can.
    if (!this.view.take({ epoch: status.epoch, first: status.seq, last: status.seq, end })) this.view.isGone = true
    this.view.notify()
    this.#options.onEnd(end)
  }

  async #endOf(status: RunStatus): Promise<RunEnd> {
    if (status.epoch === this.#epoch && this.#end) return this.#end
    const entries = await this.#options.store.read(this.#options.id, status.seq - 1, 1).catch(() => [])
    for (const entry of entries) if ('end' in entry) return entry.end
    return toEnd(status.state === 'lost' ? 'lost' : 'stopped')
  }

  #onFailure(): void {
    this.#failingSinceMs ??= performance.now()
    this.#options.onStoreFailure()
    if (this.#isCutOff()) this.#showPending()
  }

  #isCutOff(): boolean {
    return this.#failingSinceMs !== undefined && performance.now() - this.#failingSinceMs > this.#timings.degradeMs
  }

  /** Shows what the store could not take. Should another writer end the run meanwhile, its epoch takes this back. */
  #showPending(): void {
    this.view.isDegraded = true
    const shown = this.view.lastFrame
    this.#show(shown + 1, this.#backlog.framesAfter(shown))
    this.view.notify()
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
