import { systemClock, type Clock } from '@rivulet/replay'

/**
 * A gateway's clock that goes by what was waited: where the machine has no time for a while, an answer is no further after that than before, and there is still
 * something of it to stop. `hurry` has all that is to come at once.
 */
export function steadyClock(): { clock: Clock; hurry: () => void } {
  let nowMs = systemClock.now()
  let isHurried = false
  return {
    clock: {
      now: () => nowMs,
      async sleep(ms, signal) {
        await systemClock.sleep(isHurried ? 0 : ms, signal)
        nowMs += ms
      },
    },
    hurry: () => void (isHurried = true),
  }
}
