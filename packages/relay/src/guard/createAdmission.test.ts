import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { memoryStore } from '../store/memoryStore.js'
import { describeWithRedis, startRedis, type RedisServer } from '../store/redisServer.fixture.js'
import type { RunStore } from '../store/RunStore.js'
import { ioredisKind, type OpenStore } from '../store/stores.fixture.js'
import { createAdmission, type AdmissionLimits } from './createAdmission.js'

const LIMITS: AdmissionLimits = { rateRequests: 3, rateMs: 60_000, runs: 2, leaseMs: 60_000, readers: 2, admitUncounted: false }
const admissionOf = (store: RunStore, limits: Partial<AdmissionLimits> = {}) => createAdmission(store, { ...LIMITS, ...limits })

/** The refusal that a call ends in. */
const refused = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('one principal', () => {
  test('may send so many requests in a time', async () => {
    const admission = admissionOf(memoryStore())
    for (let count = 0; count < 3; count++) await admission.count('ann')
    const refusal = await refused(admission.count('ann'))
    expect(refusal).toMatchObject({ status: 429, code: 'rate_limit_exceeded' })
    const { headers } = refusal as { headers: Record<string, string> }
    const [seconds, ms] = [Number(headers['retry-after']), Number(headers['retry-after-ms'])]
    expect(ms).toBeGreaterThan(0)
    expect(ms).toBeLessThanOrEqual(60_000)
    expect(seconds).toBe(Math.ceil(ms / 1000))
    await admission.count('bob')
  })

  test('may have so many runs at once, each counted once', async () => {
    const admission = admissionOf(memoryStore())
    await admission.hold('ann', 'one')
    await admission.hold('ann', 'two')
    await admission.hold('ann', 'one')
    expect(await refused(admission.hold('ann', 'three'))).toMatchObject({
      status: 429,
      code: 'too_many_runs',
      headers: { 'retry-after': '1' },
    })
    await admission.hold('bob', 'three')
    await admission.release('ann', 'two')
    await admission.hold('ann', 'three')
  })

  test('gets back the place of a run that nobody renews, and keeps that of one that is renewed', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const admission = admissionOf(memoryStore(), { leaseMs: 400, runs: 1 })
    await admission.hold('ann', 'one')
    for (let times = 0; times < 8; times++) {
      vi.advanceTimersByTime(300)
      await admission.renew('ann', 'one')
    }
    vi.advanceTimersByTime(399)
    expect(await refused(admission.hold('ann', 'two'))).toMatchObject({ status: 429 })
    vi.advanceTimersByTime(1)
    expect(await refused(admission.hold('ann', 'two'))).toBeUndefined()
  })

  test('may have so many readers at once on one process', () => {
    const admission = admissionOf(memoryStore())
    const leave = [admission.addReader('ann'), admission.addReader('ann')]
    expect(() => admission.addReader('ann')).toThrow(expect.objectContaining({ status: 429, code: 'too_many_readers' }) as Error)
    admission.addReader('bob')
    leave[0]?.()
    leave[0]?.()
    admission.addReader('ann')
    expect(() => admission.addReader('ann')).toThrow(expect.objectContaining({ status: 429 }) as Error)
  })
})

describeWithRedis('with Redis', () => {
  let server: RedisServer
  const open: OpenStore[] = []

  beforeAll(async () => {
    server = await startRedis()
  })

  afterAll(async () => {
    for (const { close } of open) await close()
    await server.close()
  })

  test('limits hold over processes; where it is away no run is begun, unless so configured', async () => {
    const stores = [await ioredisKind.open(server), await ioredisKind.open(server)]
    open.push(...stores)
    const [here, there] = stores.map(({ store }) => admissionOf(store))
    const lenient = admissionOf(stores[0]!.store, { admitUncounted: true })
    for (let count = 0; count < 3; count++) await (count % 2 ? here! : there!).count('ann')
    expect(await refused(here!.count('ann'))).toMatchObject({ status: 429 })
    expect(await refused(there!.count('ann'))).toMatchObject({ status: 429 })
    await here!.hold('ann', 'one')
    await there!.hold('ann', 'two')
    expect(await refused(here!.hold('ann', 'three'))).toMatchObject({ status: 429 })

    await server.kill()
    // The store goes on counting requests by itself, for each process.
    for (let count = 0; count < 3; count++) await here!.count('ann')
    expect(await refused(here!.count('ann'))).toMatchObject({ status: 429 })
    expect(await refused(here!.hold('ann', 'four'))).toMatchObject({
      status: 503,
      code: 'store_unavailable',
      headers: { 'retry-after': '1' },
    })
    await here!.renew('ann', 'one')
    await here!.release('ann', 'one')
    await lenient.hold('ann', 'four')
  })
})
