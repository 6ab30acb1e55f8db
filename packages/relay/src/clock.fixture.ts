import { onTestFinished, vi } from 'vitest'

/**
 * Time that the test lets pass at once, for all in this process that looks at the clock, until the test is over: limits can be longer than any stall of the
 * machine, and are met all the same. Timers go by their own time.
 */
export function skippableTime(): (ms: number) => void {
  const realNow = performance.now.bind(performance)
  let skippedMs = 0
  const now = vi.spyOn(performance, 'now').mockImplementation(() => realNow() + skippedMs)
  onTestFinished(() => now.mockRestore())
  return (ms) => void (skippedMs += ms)
}
