import { type Clock, systemClock } from '../clock.js'

/**
 * A clock that passes only while somebody sleeps on it, at a factor on the system's time: what is played on it comes at the very times that were recorded, however
 * long anything else takes.
 */
export function pacedClock(speed: number): Clock {
  const startedAtMs = systemClock.now()
  let nowMs = 0
  return {
    now: () => nowMs,
    async sleep(ms, signal) {
      const dueMs = nowMs + ms
      const waitMs = startedAtMs + dueMs / speed - systemClock.now()
      if (waitMs > 0) await systemClock.sleep(waitMs, signal)
      nowMs = Math.max(nowMs, dueMs)
    },
  }
}
