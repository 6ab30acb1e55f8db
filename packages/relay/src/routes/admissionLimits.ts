import type { AdmissionLimits } from '../guard/createAdmission.js'
import type { RelayLimits } from '../RelayLimits.js'

/** How long the place of a run is kept whose process is gone. */
export const LEASE_MS = 30_000

/** The part of a relay's limits that counts what a principal does. */
export function admissionLimits(limits: RelayLimits, admitUncounted: boolean): AdmissionLimits {
  const { runsPerMinute, runsAtOnce, readersAtOnce } = limits
  return {
    rateRequests: finite(runsPerMinute),
    rateMs: 60_000,
    runs: finite(runsAtOnce),
    leaseMs: LEASE_MS,
    readers: readersAtOnce,
    admitUncounted,
  }
}

/** Neither the limiter nor Redis counts to Infinity. */
const finite = (limit: number): number => Math.min(limit, Number.MAX_SAFE_INTEGER)
