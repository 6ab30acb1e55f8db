import type { RunStore } from '../store/RunStore.js'
import { Refusal } from './Refusal.js'

/** What one principal may do. */
export interface AdmissionLimits {
  /** Requests for an answer in a time of `rateMs`, over all processes of the store. */
  rateRequests: number
  /** The time that `rateRequests` counts in, in milliseconds. */
  rateMs: number
  /** Runs at once, over all processes of the store. */
  runs: number
  /** How long a place is kept for a run whose process does not renew it, in milliseconds. */
  leaseMs: number
  /** Readers at once on this process: of one's own runs, in however many tabs. */
  readers: number
  /**
   * Whether requests are let in while the store cannot count them: without it nobody is let in, since a store that is away is no reason to spend
   * without limit.
   */
  admitUncounted: boolean
}

/** Says whether a principal may do more. Every method but `renew` and `release` throws a {@link Refusal} where not. */
export interface Admission {
  /** Counts one request. @throws {@link Refusal} 429 `rate_limit_exceeded`; 503 `store_unavailable`. */
  count(principal: string): Promise<void>
  /** Takes a place for a run; once more for the same run takes no other. @throws {@link Refusal} 429 `too_many_runs`; 503 `store_unavailable`. */
  hold(principal: string, runId: string): Promise<void>
  /** Keeps the place of a run that goes on: to be called at least twice in `leaseMs`. Never rejects. */
  renew(principal: string, runId: string): Promise<void>
  /** Gives the place of a run back. Never rejects: where the store cannot be told, the lease ends by itself. */
  release(principal: string, runId: string): Promise<void>
  /** Lets one more reader in. Returns what lets it out; calling that twice is harmless. @throws {@link Refusal} 429 `too_many_readers`. */
  addReader(principal: string): () => void
}

export function createAdmission(
  store: Pick<RunStore, 'createRateLimiter' | 'hold' | 'release'>,
  { rateRequests, rateMs, runs, leaseMs, readers, admitUncounted }: AdmissionLimits,
): Admission {
  const limiter = store.createRateLimiter('requests', rateRequests, rateMs)
  const readersOf = new Map<string, number>()

  /** What the store says; undefined where it cannot tell and that is no reason to refuse. */
  const ask = async <Value>(question: () => Promise<Value>): Promise<Value | undefined> => {
    try {
      return await question()
    } catch {
      if (admitUncounted) return undefined
      throw tooMany(503, 'store_unavailable', 'The relay cannot count requests at the moment. Its store is away. Try again shortly.', 1000)
    }
  }

  return {
    async count(principal) {
      const waitMs = (await ask(() => limiter.take(principal))) ?? 0
      if (waitMs > 0)
        throw tooMany(
          429,
          'rate_limit_exceeded',
          'Too many requests. Each user may send only so many in a time. Wait before the next.',
          waitMs,
        )
    },
    async hold(principal, runId) {
      const isHeld = await ask(() => store.hold(principal, runId, runs, leaseMs))
      if (isHeld === false)
        throw tooMany(
          429,
          'too_many_runs',
          `Too many answers at once. Each user may have ${runs} under way. Wait until one has ended, or stop one.`,
          1000,
        )
    },
    async renew(principal, runId) {
      await store.hold(principal, runId, runs, leaseMs).catch(() => false)
    },
    async release(principal, runId) {
      await store.release(principal, runId).catch(() => undefined)
    },
    addReader(principal) {
      const before = readersOf.get(principal) ?? 0
      if (before >= readers)
        throw tooMany(
          429,
          'too_many_readers',
          'Too many connections at once. Each user may have only so many open. Close one, then try again.',
          1000,
        )
      readersOf.set(principal, before + 1)
      let isIn = true
      return () => {
        if (!isIn) return
        isIn = false
        const left = (readersOf.get(principal) ?? 1) - 1
        if (left > 0) readersOf.set(principal, left)
        else readersOf.delete(principal)
      }
    },
  }
}

/** `Retry-After` knows whole seconds only, so clients that know better get milliseconds beside it. */
function tooMany(status: number, code: string, message: string, waitMs: number): Refusal {
  return new Refusal(status, code, message, {
    'retry-after': String(Math.max(1, Math.ceil(waitMs / 1000))),
    'retry-after-ms': String(Math.ceil(waitMs)),
  })
}
