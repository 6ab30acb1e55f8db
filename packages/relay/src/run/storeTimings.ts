import type { RunStore } from '../store/RunStore.js'

/** Everything that happens again and again around a store, as fractions of the one time it is set up with. In milliseconds. */
export interface StoreTimings {
  /** At the latest so long after the last answer a producer asks whether its run still runs, and a follower looks. */
  beatMs: number
  /** So old a heartbeat is renewed by the next append. */
  renewMs: number
  /** So long the store may be away before attached readers go on without it. */
  degradeMs: number
}

export function storeTimings({ heartbeatMs }: RunStore): StoreTimings {
  return { beatMs: heartbeatMs / 8, renewMs: heartbeatMs / 4, degradeMs: (heartbeatMs * 3) / 8 }
}
