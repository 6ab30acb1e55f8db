import { expect, onTestFinished, test, vi } from 'vitest'
import { allEvents, serveRelay, textOf } from '../relay.fixture.js'
import { changedStore } from '../store/changedStore.fixture.js'
import { memoryStore } from '../store/memoryStore.js'
import { StoreUnavailableError } from '../store/StoreUnavailableError.js'

/** The waits of all timers that are neither due nor cleared. */
function pendingTimers(): () => number[] {
  const pending = new Map<unknown, number>()
  const { setTimeout: set, clearTimeout: clear } = globalThis
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((task: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) => {
    const timer = set(() => {
      pending.delete(timer)
      task(...given)
    }, ms)
    pending.set(timer, ms)
    return timer
  }) as typeof setTimeout)
  vi.spyOn(globalThis, 'clearTimeout').mockImplementation((timer) => {
    pending.delete(timer)
    clear(timer)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  return () => [...pending.values()]
}

test('the text of a run that was served without the store is kept no longer than it takes to read it', async () => {
  const store = changedStore(memoryStore(), { create: () => Promise.reject(new StoreUnavailableError('is away')) })
  const { upstream, post } = await serveRelay({ store, withoutStore: 'serve' })
  const timers = pendingTimers()
  const asked = post()
  ;(await upstream.next()).head().say('gone').finish()
  expect(textOf(await allEvents(await asked))).toBe('gone')
  // The longest that are left are of the rate limit, a minute.
  await expect.poll(() => Math.max(...timers())).toBeLessThanOrEqual(60_000)
})
