import { RateLimiterMemory } from 'rate-limiter-flexible'
import { limiterOf, wholeSeconds } from './limiterOf.js'
import { listen, type Listeners, tell } from './Listeners.js'
import { createPlaces } from './Places.js'
import { createRunShelf, type KeptRun } from './RunShelf.js'
import type { Append, Entry, RunEnd, RunStatus, RunStore } from './RunStore.js'

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

/**
 * Keeps runs in this process: they survive a reload of the page, not one of the server. `create` rejects with {@link StoreFullError} where nothing can be
 * forgotten.
 *
 * @example
 * ```ts
 * createRelay({ store: memoryStore({ maxRuns: 1000 }), ...options })
 * ```
 */
export function memoryStore(options: MemoryStoreOptions = {}): RunStore {
  const { maxRuns = 10_000, maxBytes = 268_435_456, retentionMs = 600_000, heartbeatMs = 8000 } = options
  const shelf = createRunShelf({ maxRuns, maxBytes, retentionMs })
  const places = createPlaces()
  const followers: Listeners<readonly Entry[]> = new Map()
  const owners: Listeners<string> = new Map()

  function push(id: string, run: KeptRun, entry: Entry) {
    shelf.add(run, entry)
    tell(followers, id, [entry])
  }

  function finish(id: string, run: KeptRun, epoch: number, end: RunEnd): RunStatus {
    const last = run.seq + 1
    if (epoch !== run.epoch) run.cut = run.seq
    Object.assign(run, { state: end.state, epoch })
    push(id, run, { epoch, first: last, last, end })
    shelf.end(id, run)
    return statusOf(run, true)
  }

  function append(id: string, run: KeptRun, { epoch, first, frames, end }: Append): RunStatus {
    if (run.state !== 'running' || run.epoch !== epoch) return statusOf(run)
    if (first > run.seq + 1) return { ...statusOf(run), state: 'gap' }
    const last = first + frames.length - 1
    if (frames.length > 0 && last > run.seq) push(id, run, { epoch, first, last, frames })
    return end ? finish(id, run, epoch, end) : statusOf(run)
  }

  function stop(id: string, run: KeptRun, detail: string): RunStatus {
    if (run.state !== 'running') return statusOf(run)
    const status = finish(id, run, run.epoch + 1, { state: 'stopped', detail })
    tell(owners, run.owner, id)
    return status
  }

  const on = async (id: string, call: (run: KeptRun) => RunStatus): Promise<RunStatus> => {
    const run = shelf.get(id)
    return run ? call(run) : { ...GONE }
  }

  return {
    heartbeatMs,
    isShared: false,
    create: async (run) => {
      const { run: kept, changed } = shelf.begin(run)
      return statusOf(kept, changed)
    },
    append: (id, addition) => on(id, (run) => append(id, run, addition)),
    stop: (id, detail) => on(id, (run) => stop(id, run, detail)),
    look: (id, attach) => on(id, (run) => look(run, attach)),
    read: async (id, after, count) => entriesAfter(shelf.get(id)?.log ?? [], after, count),
    follow: (id, listener) => listen(followers, id, listener),
    onNudge: (owner, listener) => listen(owners, owner, listener),
    hold: async (principal, id, most, leaseMs) => places.hold(principal, id, most, leaseMs),
    release: async (principal, id) => places.release(principal, id),
    createRateLimiter: (name, points, durationMs) =>
      limiterOf(new RateLimiterMemory({ keyPrefix: name, points, duration: wholeSeconds(durationMs) })),
    check: async () => {},
    close: async () => shelf.close(),
  }
}

function look(run: KeptRun, attach: boolean): RunStatus {
  if (attach) run.readAt = performance.now()
  return statusOf(run)
}

const GONE: RunStatus = { state: 'gone', epoch: 0, seq: 0, cut: 0, principal: '', owner: '', fingerprint: '', changed: false }

function statusOf({ state, log, epoch, seq, cut, principal, owner, fingerprint, readAt }: KeptRun, changed = false): RunStatus {
  const readAgeMs = readAt === undefined ? undefined : performance.now() - readAt
  return { state: log ? state : 'expired', epoch, seq, cut, principal, owner, fingerprint, readAgeMs, changed }
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
