import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithRedis, startRedis } from '../store/redisServer.fixture.js'
import { crashAtCall, type CrashReport, type CrashWorld } from './crashAtCall.fixture.js'
import { tally } from './totals.fixture.js'
import { startRelay, startScriptedUpstream } from './processes.fixture.js'
import { watchStalls } from './watchStalls.fixture.js'

const HEARTBEAT_MS = 1600
/** Of a run of ten tokens, more than it makes. */
const MOST_CALLS = 60
const AT_ONCE = 2

describeWithRedis('a process that ends at a call of its store', () => {
  let world: CrashWorld
  let endWatch: () => void

  beforeAll(async () => {
    const [redis, upstream] = await Promise.all([startRedis(), startScriptedUpstream()])
    const stalls = { stalledMs: 0, seenLateMs: 0 }
    const onStall = (ms: number) => void (stalls.stalledMs = Math.max(stalls.stalledMs, ms))
    endWatch = watchStalls((ms) => (stalls.seenLateMs = Math.max(stalls.seenLateMs, ms)))
    const survivor = await startRelay({ redisPort: redis.port, upstreamURL: upstream.url, heartbeatMs: HEARTBEAT_MS }, { onStall })
    world = { redis, upstream, survivor, heartbeatMs: HEARTBEAT_MS, stalls }
  }, 60_000)
  afterAll(async () => {
    endWatch()
    await Promise.all([world.survivor.kill(), world.upstream.kill()])
    await world.redis.close()
  })

  test('a few of them: the run has one end, which all its readers learn', { timeout: 120_000 }, async () => {
    // The second call begins the run, the third holds a place, the fourth brings the first events.
    const crashes = [
      { when: 'sent', call: 2 },
      { when: 'after', call: 3 },
      { when: 'sent', call: 4 },
    ] as const
    const reports = await Promise.all(crashes.map((crash) => crashAtCall(crash, world)))
    expect(reports.flatMap(({ failures }) => failures)).toEqual([])
    expect(reports.every(({ crashed }) => crashed)).toBe(true)
  })

  test.runIf(process.env['LONG_SUITE'])('each of them', { timeout: 1_200_000 }, async () => {
    const reports: CrashReport[] = []
    for (const when of ['before', 'sent', 'after'] as const) {
      for (let call = 1; call < MOST_CALLS; call += AT_ONCE) {
        const calls = Array.from({ length: AT_ONCE }, (_, index) => crashAtCall({ when, call: call + index }, world))
        const some = await Promise.all(calls)
        reports.push(...some)
        if (!some.some(({ crashed }) => crashed)) break
      }
    }
    const ends = tally(reports.map(({ end }) => end ?? 'none'))
    const lost = reports.flatMap(({ lostMs }) => lostMs ?? [])
    const crashed = reports.filter((report) => report.crashed).length
    process.stdout.write(`crashes at ${crashed} calls in ${reports.length} runs: ${ends}; lost within ${Math.max(0, ...lost)} ms\n`)
    expect(reports.flatMap(({ failures }) => failures)).toEqual([])
    expect(crashed).toBeGreaterThan(30)
  })
})
