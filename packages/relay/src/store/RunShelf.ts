import type { RunState } from '../RunState.js'
import { unref } from '../unref.js'
import { MAX_TIMER_MS } from './checkNumbers.js'
import type { Entry, NewRun } from './RunStore.js'
import { StoreFullError } from './StoreFullError.js'

/** A run in this process's memory. */
export interface KeptRun {
  state: RunState
  epoch: number
  seq: number
  handoverSeq: number
  principal: string
  owner: string
  fingerprint: string
  /** When a reader was last seen, on the clock of `performance.now()`. */
  readAt?: number | undefined
  /** Undefined once it has expired. */
  log: Entry[] | undefined
  /** What the log takes. */
  bytes: number
  endedAt?: number
}

export interface Bounds {
  maxRuns: number
  maxBytes: number
  retentionMs: number
}

/** Runs within bounds. What ended first goes first: its log, then what is known of it. */
export class RunShelf {
  readonly #bounds: Bounds
  readonly #runs = new Map<string, KeptRun>()
  // In the order of their ends, which a Map keeps.
  readonly #finished = new Map<string, KeptRun>()
  readonly #expired = new Map<string, KeptRun>()
  #bytes = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  get(id: string): KeptRun | undefined {
    return this.#runs.get(id)
  }

  /** Begins a run, or hands out the one that is there. Throws `StoreFullError`. */
  begin({ id, principal, owner, fingerprint, epoch: given = 1 }: NewRun): { run: KeptRun; changed: boolean } {
    const old = this.#runs.get(id)
    if (old && (old.state !== 'refused' || old.principal !== principal)) return { run: old, changed: false }
    if (old) this.#forget(id, old)
    else this.#assertRoom()
    const epoch = old ? old.epoch + 1 : given
    const run: KeptRun = { state: 'running', epoch, seq: 0, handoverSeq: 0, principal, owner, fingerprint, log: [], bytes: 0 }
    this.#runs.set(id, run)
    return { run, changed: true }
  }

  /** Adds an entry, and makes room for it where that can be. */
  add(run: KeptRun, entry: Entry): void {
    const size = bytesOf(entry)
    run.log?.push(entry)
    run.seq = entry.last
    run.bytes += size
    this.#bytes += size
    this.#makeRoom(this.#bounds.maxBytes)
  }

  /** From now on the run may be forgotten. */
  end(id: string, run: KeptRun): void {
    run.endedAt = performance.now()
    this.#finished.set(id, run)
    this.#plan()
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const map of [this.#runs, this.#finished, this.#expired]) map.clear()
    this.#bytes = 0
  }

  #expire(id: string, run: KeptRun): void {
    this.#finished.delete(id)
    this.#expired.set(id, run)
    this.#bytes -= run.bytes
    Object.assign(run, { log: undefined, bytes: 0 })
  }

  #forget(id: string, run: KeptRun): void {
    for (const map of [this.#runs, this.#finished, this.#expired]) map.delete(id)
    this.#bytes -= run.bytes
  }

  #makeRoom(most: number): void {
    if (this.#bytes <= most) return
    for (const [id, run] of this.#finished) {
      this.#expire(id, run)
      if (this.#bytes <= most) return
    }
  }

  #assertRoom(): void {
    const { maxRuns, maxBytes } = this.#bounds
    const oldest = this.#expired.entries().next().value ?? this.#finished.entries().next().value
    if (this.#runs.size >= maxRuns && oldest) this.#forget(...oldest)
    if (this.#runs.size >= maxRuns) throw new StoreFullError(`maxRuns: ${maxRuns}`)
    this.#makeRoom(maxBytes - 1)
    if (this.#bytes >= maxBytes) throw new StoreFullError(`maxBytes: ${maxBytes}`)
  }

  #sweep(): void {
    const { retentionMs } = this.#bounds
    const now = performance.now()
    // A timer may come a moment early.
    const isDue = ({ endedAt = now }: KeptRun, ms: number) => now - endedAt >= ms - 1
    for (const [id, run] of this.#finished) {
      if (!isDue(run, retentionMs)) break
      this.#expire(id, run)
    }
    for (const [id, run] of this.#expired) {
      if (!isDue(run, 2 * retentionMs)) break
      this.#forget(id, run)
    }
    this.#timer = undefined
    this.#plan()
  }

  /** One timer for all: for whoever is due first. */
  #plan(): void {
    if (this.#timer !== undefined) return
    const { retentionMs } = this.#bounds
    const [next] = this.#finished.values()
    const [last] = this.#expired.values()
    const due = Math.min((next?.endedAt ?? Infinity) + retentionMs, (last?.endedAt ?? Infinity) + 2 * retentionMs)
    if (due === Infinity) return
    this.#timer = setTimeout(() => this.#sweep(), Math.min(Math.max(1, due - performance.now()), MAX_TIMER_MS))
    unref(this.#timer)
  }
}

/** An engine may hold a character in one byte or two; and the entry's own objects are counted as 64. */
function bytesOf(entry: Entry) {
  const texts = 'end' in entry ? [entry.end.detail] : entry.frames
  return texts.reduce((sum, text) => sum + 2 * text.length, 64)
}
