// Locks without Web Locks, by leases in the real IndexedDB of a browser.
import { afterEach, expect, it, vi } from 'vitest'
import { createTabLock } from './TabLock.js'

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

it('keep tabs apart again after the database could not be opened once', async () => {
  // However long it takes, no lease is over meanwhile.
  vi.useFakeTimers({ toFake: ['Date'] })
  vi.stubGlobal('navigator', { locks: undefined })
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementationOnce(() => {
    throw new DOMException('The disk is busy.', 'UnknownError')
  })
  const name = `lock-${crypto.randomUUID()}`
  // Nobody to share with, as far as could be known.
  const alone = await createTabLock(name).take(AbortSignal.abort())
  expect(alone).toBeInstanceOf(Function)
  const release = await createTabLock(name).take(AbortSignal.abort())
  expect(release).toBeInstanceOf(Function)
  expect(await createTabLock(name).take(AbortSignal.abort())).toBeUndefined()
  release?.()
  alone?.()
  await vi.waitFor(
    async () => {
      const again = await createTabLock(name).take(AbortSignal.abort())
      expect(again).toBeInstanceOf(Function)
      again?.()
    },
    { timeout: 30_000 },
  )
})
