import { onTestFinished, vi } from 'vitest'
import type { FakeClock } from './fakeClock.js'

/** Sets every timer of the test on this clock, until the test is over, so that the client's limits and retries take no real time either. */
export function setTimersOn(clock: FakeClock): void {
  const timers = new Map<number, AbortController>()
  let last = 0
  const sleep = async (ms: number, signal: AbortSignal, wake: () => void) => {
    await clock.sleep(ms, signal).catch(() => undefined)
    if (!signal.aborted) wake()
  }
  vi.stubGlobal('setTimeout', (wake: () => void, ms = 0) => {
    last += 1
    const timer = last
    const cancel = new AbortController()
    timers.set(timer, cancel)
    void sleep(ms, cancel.signal, wake)
    return timer
  })
  vi.stubGlobal('clearTimeout', (timer: number | undefined) => {
    timers.get(timer ?? 0)?.abort()
    timers.delete(timer ?? 0)
  })
  const now = vi.spyOn(performance, 'now').mockImplementation(() => clock.now())
  onTestFinished(() => {
    now.mockRestore()
    vi.unstubAllGlobals()
  })
}
