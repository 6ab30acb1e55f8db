import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { memoryStore, type MemoryStoreOptions } from './memoryStore.js'
import type { Append, RunStore } from './RunStore.js'
import { StoreFullError } from './StoreFullError.js'
import { newRun } from './stores.fixture.js'

function open(options?: MemoryStoreOptions): RunStore {
  const store = memoryStore(options)
  onTestFinished(() => store.close())
  return store
}

const DONE = { state: 'done', detail: '{}' } as const
const entry = (texts: string[], rest: Partial<Append> = {}): Append => ({
  epoch: 1,
  owner: 'relay-1',
  first: 1,
  frames: texts,
  beat: true,
  ...rest,
})

async function begin(store: RunStore) {
  const run = newRun()
  await store.create(run)
  return run.id
}

const stateOf = async (store: RunStore, id: string) => (await store.look(id, false)).state

function useFakeTime() {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
}

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length

describe('a full memory store', () => {
  it('forgets first whoever ended first, and refuses while all are running', async () => {
    const store = open({ maxRuns: 3 })
    const [a, b, c] = [await begin(store), await begin(store), await begin(store)]
    await expect(store.create(newRun())).rejects.toBeInstanceOf(StoreFullError)
    await expect(store.create(newRun())).rejects.toMatchObject({ code: 'store_full', message: expect.stringContaining('maxRuns: 3') })
    await store.append(b, entry([], { end: DONE }))
    await store.append(a, entry([], { end: DONE }))
    const d = await begin(store)
    expect(await Promise.all([a, b, c, d].map((id) => stateOf(store, id)))).toEqual(['done', 'gone', 'running', 'running'])
    await begin(store)
    expect(await stateOf(store, a)).toBe('gone')
    await expect(store.create(newRun())).rejects.toThrow(StoreFullError)
  })

  it('still tells of the runs that it has, and lets a refused one begin anew', async () => {
    const store = open({ maxRuns: 1 })
    const run = newRun()
    await store.create(run)
    expect(await store.create(run)).toMatchObject({ state: 'running', changed: false })
    await store.append(run.id, entry([], { end: { state: 'refused', detail: '{}' } }))
    expect(await store.create(run)).toMatchObject({ state: 'running', epoch: 2, changed: true })
  })

  it('lets the events of ended runs go, oldest first, never those of one under way', async () => {
    const text = 'x'.repeat(1000)
    const store = open({ maxBytes: 10_000 })
    const [a, b, c] = [await begin(store), await begin(store), await begin(store)]
    for (const id of [a, b]) await store.append(id, entry([text, text], { end: DONE }))
    expect(await Promise.all([a, b].map((id) => stateOf(store, id)))).toEqual(['done', 'done'])
    await store.append(c, entry([text]))
    expect(await Promise.all([a, b, c].map((id) => stateOf(store, id)))).toEqual(['expired', 'done', 'running'])
    expect(await store.read(a, 0, 10)).toEqual([])
    await store.append(
      c,
      entry(
        Array.from({ length: 10 }, () => text),
        { first: 2 },
      ),
    )
    expect(await stateOf(store, b)).toBe('expired')
    expect(await store.look(c, false)).toMatchObject({ state: 'running', seq: 11 })
    await expect(store.create(newRun())).rejects.toMatchObject({ message: expect.stringContaining('maxBytes: 10000') })
    await store.append(c, entry([], { first: 12, end: DONE }))
    expect(await stateOf(store, c)).toBe('done')
    await begin(store)
    expect(await stateOf(store, c)).toBe('expired')
  })

  it('has all its room again when runs have come and gone', async () => {
    const store = open({ maxRuns: 4, maxBytes: 4000 })
    for (let round = 0; round < 100; round += 1) {
      const id = await begin(store)
      await store.append(id, entry(['x'.repeat(round * 10)], { end: round % 3 === 0 ? { state: 'refused', detail: '{}' } : DONE }))
    }
    const ids = [await begin(store), await begin(store), await begin(store), await begin(store)]
    for (const id of ids) await store.append(id, entry(['x'.repeat(400)]))
    for (const id of ids) expect(await store.read(id, 0, 10)).toHaveLength(1)
  })
})

describe('in time', () => {
  it('a run expires, then it is forgotten', async () => {
    useFakeTime()
    const store = open({ retentionMs: 1000 })
    const run = newRun()
    await store.create(run)
    await store.append(run.id, entry(['data: a'], { end: DONE }))
    vi.advanceTimersByTime(990)
    expect(await store.look(run.id, false)).toMatchObject({ state: 'done' })
    const later = await begin(store)
    await store.append(later, entry(['data: b'], { end: DONE }))
    vi.advanceTimersByTime(20)
    const expired = { state: 'expired', epoch: 1, seq: 2, principal: 'ada', changed: false }
    expect(await store.look(run.id, false)).toMatchObject(expired)
    expect(await store.create(run)).toMatchObject(expired)
    expect(await store.stop(run.id, '{}')).toMatchObject(expired)
    expect(await store.append(run.id, entry(['data: b'], { first: 3 }))).toMatchObject(expired)
    expect(await store.read(run.id, 0, 10)).toEqual([])
    expect(await stateOf(store, later)).toBe('done')
    vi.advanceTimersByTime(980)
    expect([await stateOf(store, run.id), await stateOf(store, later)]).toEqual(['expired', 'expired'])
    vi.advanceTimersByTime(20)
    expect([await stateOf(store, run.id), await stateOf(store, later)]).toEqual(['gone', 'expired'])
    vi.advanceTimersByTime(1000)
    expect(await stateOf(store, later)).toBe('gone')
  })

  it('a run under way is never forgotten', async () => {
    useFakeTime()
    const store = open({ retentionMs: 1000, heartbeatMs: 100 })
    const id = await begin(store)
    vi.advanceTimersByTime(100_000)
    expect(await store.look(id, true)).toMatchObject({ state: 'running' })
    vi.advanceTimersByTime(100_000)
    expect(await store.look(id, false)).toMatchObject({ state: 'running', readAgeMs: 100_000 })
  })

  it('points are given back', async () => {
    useFakeTime()
    const limiter = open().createRateLimiter('starts', 1, 2500)
    expect([await limiter.take('ada'), await limiter.take('ada')]).toEqual([0, 3000])
    vi.advanceTimersByTime(3000)
    expect(await limiter.take('ada')).toBe(0)
  })
})

describe('a memory store', () => {
  it('keeps no process alive, and nothing once it is closed', async () => {
    const before = timers()
    const store = open()
    const id = await begin(store)
    await store.append(id, entry(['data: a'], { end: DONE }))
    await store.createRateLimiter('starts', 1, 1000).take('ada')
    expect(timers()).toBe(before)
    await store.close()
    expect(await stateOf(store, id)).toBe('gone')
  })

  it('says what the relay makes its rhythm of', () => {
    expect(open()).toMatchObject({ heartbeatMs: 8000, isShared: false })
    expect(open({ heartbeatMs: 200 }).heartbeatMs).toBe(200)
  })
})
