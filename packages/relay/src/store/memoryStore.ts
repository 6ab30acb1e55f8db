import { RateLimiterMemory } from 'rate-limiter-flexible'
import { type Bounds, checkNumbers, MAX_TIMER_MS } from './checkNumbers.js'
import { limiterOf, wholeSeconds } from './limiterOf.js'
import { listen, type Listeners, tell } from './Listeners.js'
import { Places } from './Places.js'
import { type KeptRun, RunShelf } from './RunShelf.js'
import type { Append, Entry, EntryListener, NewRun, RateLimiter, RunEnd, RunStatus, RunStore } from './RunStore.js'

/** How much a {@link memoryStore} keeps, and for how long. */
export interface MemoryStoreOptions {
  /**
   * The most runs at once, whether they are running or not. Where there are more, those that ended first are forgotten.
   *
   * @defaultValue 10_000
   */
  maxRuns?: number
  /**
   * The most bytes that the events of all runs take, a character counted as two. Where there are more, the events of those that ended first go: such
   * a run is `expired`. Runs under way are never cut short, so they can go past it; while they do, no run is begun.
   *
   * @defaultValue 268_435_456 (256 MiB)
   */
  maxBytes?: number
  /**
   * How long the events of a run can be read after its end, in milliseconds. For as long again it is known that they were there.
   *
   * @defaultValue 600_000
   */
  retentionMs?: number
  /**
   * What the relay's rhythm is made from, in milliseconds. A run in memory cannot outlive its producer, so none is declared lost.
   *
   * @defaultValue 8000
   */
  heartbeatMs?: number
}

const BOUNDS: Bounds<MemoryStoreOptions> = {
  maxRuns: [0, Infinity],
  maxBytes: [0, Infinity],
  retentionMs: [0, Infinity],
  heartbeatMs: [1, MAX_TIMER_MS],
}

/**
 * Keeps runs in this process: they survive a reload of the page, not one of the server. `create` rejects with {@link StoreFullError} where nothing can be
 * forgotten.
 *
 * @example
 * ```ts
 * createRelay({ store: memoryStore({ maxRuns: 1000 }), ...options })
 * ```
 * @throws `TypeError` for an option that is no number from 0.
 */
export function memoryStore(options: MemoryStoreOptions = {}): RunStore {
  checkNumbers('memoryStore', options, BOUNDS)
  return new MemoryStore(options)
}

class MemoryStore implements RunStore {
  readonly heartbeatMs: number
  readonly isShared = false
  readonly #shelf: RunShelf
  readonly #places = new Places()
  readonly #followers: Listeners<readonly Entry[]> = new Map()
  readonly #owners: Listeners<string> = new Map()

  constructor({ maxRuns = 10_000, maxBytes = 268_435_456, retentionMs = 600_000, heartbeatMs = 8000 }: MemoryStoreOptions) {
    this.heartbeatMs = heartbeatMs
    this.#shelf = new RunShelf({ maxRuns, maxBytes, retentionMs })
  }

  async create(run: NewRun): Promise<RunStatus> {
    const { run: kept, changed } = this.#shelf.begin(run)
    if (changed) for (const entry of run.log ?? []) this.#shelf.add(kept, entry)
    return statusOf(kept, changed)
  }

  async append(id: string, { epoch, owner, first, frames, end }: Append): Promise<RunStatus> {
    const run = this.#shelf.get(id)
    if (run?.state !== 'running' || run.epoch !== epoch || run.owner !== owner) return statusOf(run)
    if (first > run.seq + 1) return { ...statusOf(run), state: 'gap' }
    const last = first + frames.length - 1
    if (frames.length > 0 && last > run.seq) this.#push(id, run, { epoch, first, last, frames })
    return end ? this.#finish(id, run, epoch, end) : statusOf(run)
  }

  async stop(id: string, detail: string): Promise<RunStatus> {
    const run = this.#shelf.get(id)
    if (run?.state !== 'running') return statusOf(run)
    const status = this.#finish(id, run, run.epoch + 1, { state: 'stopped', detail })
    tell(this.#owners, run.owner, id)
    return status
  }

  async look(id: string, attach: boolean): Promise<RunStatus> {
    const run = this.#shelf.get(id)
    if (run && attach) run.readAt = performance.now()
    return statusOf(run)
  }

  async read(id: string, after: number, count: number): Promise<Entry[]> {
    return entriesAfter(this.#shelf.get(id)?.log ?? [], after, count)
  }

  follow(id: string, listener: EntryListener): () => void {
    return listen(this.#followers, id, listener)
  }

  onNudge(owner: string, listener: (id: string) => void): () => void {
    return listen(this.#owners, owner, listener)
  }

  async hold(principal: string, id: string, most: number, leaseMs: number): Promise<boolean> {
    return this.#places.hold(principal, id, most, leaseMs)
  }

  async release(principal: string, id: string): Promise<void> {
    this.#places.release(principal, id)
  }

  createRateLimiter(name: string, points: number, durationMs: number): RateLimiter {
    return limiterOf(new RateLimiterMemory({ keyPrefix: name, points, duration: wholeSeconds(durationMs) }))
  }

  async check(): Promise<void> {}

  async close(): Promise<void> {
    this.#shelf.close()
  }

  #push(id: string, run: KeptRun, entry: Entry): void {
    this.#shelf.add(run, entry)
    tell(this.#followers, id, [entry])
  }

  #finish(id: string, run: KeptRun, epoch: number, end: RunEnd): RunStatus {
    const last = run.seq + 1
    if (epoch !== run.epoch) run.handoverSeq = run.seq
    Object.assign(run, { state: end.state, epoch })
    this.#push(id, run, { epoch, first: last, last, end })
    this.#shelf.end(id, run)
    return statusOf(run, true)
  }
}

const GONE: RunStatus = { state: 'gone', epoch: 0, seq: 0, handoverSeq: 0, principal: '', owner: '', fingerprint: '', changed: false }

function statusOf(run: KeptRun | undefined, changed = false): RunStatus {
  if (!run) return { ...GONE }
  const { state, log, epoch, seq, handoverSeq, principal, owner, fingerprint, readAt } = run
  const readAgeMs = readAt === undefined ? undefined : performance.now() - readAt
  return { state: log ? state : 'expired', epoch, seq, handoverSeq, principal, owner, fingerprint, readAgeMs, changed }
}

/** By halves: a reader of a long run asks for its end again and again. */
function entriesAfter(log: readonly Entry[], after: number, count: number): Entry[] {
  let low = 0
  let high = log.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((log[middle]?.last ?? Infinity) > after) high = middle
    else low = middle + 1
  }
  return log.slice(low, low + count)
}
