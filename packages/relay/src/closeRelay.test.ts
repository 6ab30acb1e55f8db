// What a relay that shuts down leaves behind.
import { expect, test, vi } from 'vitest'
import { serveRelay } from './relay.fixture.js'
import { changedStore } from './store/changedStore.fixture.js'
import { memoryStore } from './store/memoryStore.js'
import { StoreUnavailableError } from './store/StoreUnavailableError.js'
import type { UsageReport } from './UsageReport.js'

test('a run whose end no store takes is reported, and nothing goes on trying', async () => {
  let isAway = false
  const memory = memoryStore({ heartbeatMs: 400 })
  const append = vi.fn<typeof memory.append>((...args) =>
    isAway ? Promise.reject(new StoreUnavailableError('is away')) : memory.append(...args),
  )
  const onUsage = vi.fn<(report: UsageReport) => void>()
  const { relay, upstream, post } = await serveRelay({ store: changedStore(memory, { append }), onUsage })
  const [response] = await Promise.all([post(), upstream.next().then((it) => it.head().say('half'))])
  isAway = true
  const reading = response.text().catch(() => 'cut')
  await relay.close({ graceMs: 0 })
  expect(onUsage.mock.calls.map(([{ ending }]) => ending)).toEqual(['lost'])
  await reading
  const tries = append.mock.calls.length
  // Longer than the longest wait between two tries.
  await new Promise((resolve) => setTimeout(resolve, 1000))
  expect(append.mock.calls).toHaveLength(tries)
})

test('what onUsage writes is waited for', async () => {
  let isWritten = false
  const onUsage = async () => {
    await new Promise((resolve) => setTimeout(resolve, 300))
    isWritten = true
  }
  const { relay, upstream, post } = await serveRelay({ onUsage })
  const [response] = await Promise.all([post(), upstream.next().then((it) => it.head().say('half'))])
  await relay.close({ graceMs: 0 })
  expect(isWritten).toBe(true)
  await response.text()
})

test('an onUsage that never ends keeps no relay open', async () => {
  const { relay, upstream, post } = await serveRelay({
    store: memoryStore({ heartbeatMs: 400 }),
    onUsage: () => new Promise(() => undefined),
  })
  const [response] = await Promise.all([post(), upstream.next().then((it) => it.head().say('half'))])
  await relay.close({ graceMs: 0 })
  await response.text()
})
