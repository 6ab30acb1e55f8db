import type { RunState } from '../RunState.js'
import type { Entry, NewRun } from './RunStore.js'
import { StoreFullError } from './StoreFullError.js'
import { unref } from './unref.js'

/** A run in this process's memory. */
export interface KeptRun {
  state: RunState
  epoch: number
  seq: number
  cut: number
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
export interface RunShelf {
  get(id: string): KeptRun | undefined
  /** Begins a run, or hands out the one that is there. Throws `StoreFullError`. */
  begin(run: NewRun): { run: KeptRun; changed: boolean }
  /** Adds an entry, and makes room for it where that can be. */
  add(run: KeptRun, entry: Entry): void
  /** From now on the run may be forgotten. */
  end(id: string, run: KeptRun): void
  close(): void
}

export function createRunShelf({ maxRuns, maxBytes, retentionMs }: Bounds): RunShelf {
  const runs = new Map<string, KeptRun>()
  // In the order of their ends, which a Map keeps.
  const finished = new Map<string, KeptRun>()
  const expired = new Map<string, KeptRun>()
  let bytes = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  function expire(id: string, run: KeptRun) {
    finished.delete(id)
    expired.set(id, run)
    bytes -= run.bytes
    Object.assign(run, { log: undefined, bytes: 0 })
  }

  function forget(id: string, run: KeptRun) {
    runs.delete(id)
    finished.delete(id)
    expired.delete(id)
    bytes -= run.bytes
  }

  function sweep() {
    const now = performance.now()
    // A timer may come a moment early.
    const due = ({ endedAt = now }: KeptRun, ms: number) => now - endedAt >= ms - 1
    for (const [id, run] of finished) {
      if (!due(run, retentionMs)) break
      expire(id, run)
    }
    for (const [id, run] of expired) {
      if (!due(run, 2 * retentionMs)) break
      forget(id, run)
    }
    timer = undefined
    plan()
  }

  /** One timer for all: for whoever is due first. */
  function plan() {
    if (timer !== undefined) return
    const [next] = finished.values()
    const [last] = expired.values()
    const due = Math.min((next?.endedAt ?? Infinity) + retentionMs, (last?.endedAt ?? Infinity) + 2 * retentionMs)
    if (due === Infinity) return
    timer = setTimeout(sweep, Math.min(Math.max(1, due - performance.now()), MOST_TIMEOUT_MS))
    unref(timer)
  }

  function makeRoom(most: number) {
    for (const [id, run] of finished) {
      if (bytes <= most) return
      expire(id, run)
    }
  }

  function assertRoom() {
    const oldest = expired.entries().next().value ?? finished.entries().next().value
    if (runs.size >= maxRuns && oldest) forget(...oldest)
    if (runs.size >= maxRuns) throw new StoreFullError(`maxRuns: ${maxRuns}`)
    makeRoom(maxBytes - 1)
    if (bytes >= maxBytes) throw new StoreFullError(`maxBytes: ${maxBytes}`)
  }

  return {
    get: (id) => runs.get(id),
    begin({ id, principal, owner, fingerprint, epoch: given = 1 }) {
      const old = runs.get(id)
      if (old && (old.state !== 'refused' || old.principal !== principal)) return { run: old, changed: false }
      if (old) forget(id, old)
      else assertRoom()
      const epoch = old ? old.epoch + 1 : given
      const run: KeptRun = { state: 'running', epoch, seq: 0, cut: 0, principal, owner, fingerprint, log: [], bytes: 0 }
      runs.set(id, run)
      return { run, changed: true }
    },
    add(run, entry) {
      const size = bytesOf(entry)
      run.log?.push(entry)
      run.seq = entry.last
      run.bytes += size
      bytes += size
      if (bytes > maxBytes) makeRoom(maxBytes)
    },
    end(id, run) {
      run.endedAt = performance.now()
      finished.set(id, run)
      plan()
    },
    close() {
      clearTimeout(timer)
      for (const map of [runs, finished, expired]) map.clear()
      bytes = 0
    },
  }
}

/** A longer time wraps around to none. */
const MOST_TIMEOUT_MS = 2_147_483_647

/** An engine may hold a character in one byte or two; and the entry's own objects are counted as 64. */
function bytesOf(entry: Entry) {
  const texts = 'end' in entry ? [entry.end.detail] : entry.frames
  return texts.reduce((sum, text) => sum + 2 * text.length, 64)
}
