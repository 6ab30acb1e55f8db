import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithRedis } from '../store/redisServer.fixture.js'
import type { Fault } from './faults.fixture.js'
import { startScriptedUpstream, type UpstreamProcess } from './processes.fixture.js'
import { runHistory, type HistoryOptions, type HistoryReport } from './runHistory.fixture.js'
import { describeTotals } from './totals.fixture.js'

/*
 * A failure names its seed. `HISTORY_SEED=17 pnpm exec vitest run --project node packages/relay/src/history/history.test.ts` tells that history alone again, with
 * `HISTORY_FAULTS=kill,pause` for a directed one and `HISTORY_SEEDS=100` for the hundred from there on.
 */
const { HISTORY_SEED, HISTORY_SEEDS, HISTORY_FAULTS, LONG_SUITE } = process.env

/** Eight runs each: 512 histories. */
const SEEDS = 64
/** Together they find what one alone does not. */
const PAIRS: readonly (readonly Fault[])[] = [
  ['clientPauseLong', 'kill'],
  ['clientPauseLong', 'pauseLong'],
  ['clientPause', 'kill'],
  ['clientPause', 'clientKill'],
  ['clientPause', 'pauseLong'],
  ['redisDownLong', 'kill'],
  ['redisDownLong', 'pauseLong'],
  ['pauseLong', 'kill'],
  ['pauseLong', 'clientKill'],
  ['kill', 'redisRestart'],
  ['kill', 'kill'],
  ['lossyRestart', 'clientKill'],
  ['lossyRestart', 'pause'],
  ['lossyRestart', 'lossyRestart'],
  ['scriptFlush', 'redisRestart'],
  ['evictLogs', 'clientPause'],
  ['evictLogs', 'pause'],
]

describeWithRedis('histories of two relays on one Redis', () => {
  let upstream: UpstreamProcess
  beforeAll(async () => {
    upstream = await startScriptedUpstream()
  }, 60_000)
  afterAll(() => upstream.kill())

  async function tell(seeds: readonly number[], options: Omit<HistoryOptions, 'upstream'> = {}): Promise<HistoryReport[]> {
    const reports: HistoryReport[] = []
    const left = [...seeds]
    const lane = async (): Promise<void> => {
      for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
        const report = await runHistory(seed, { ...options, upstream, client: seed % 3 === 0 ? 'node-redis' : 'ioredis' })
        if (report.failures.length > 0) process.stdout.write(`${report.failures.join('\n')}\n`)
        reports.push(report)
      }
    }
    await Promise.all([lane(), lane()])
    return reports
  }

  test.runIf(HISTORY_SEED)('the seed that was asked for', { timeout: 3_600_000 }, async () => {
    const faults = HISTORY_FAULTS?.split(',') as Fault[] | undefined
    judge(await tell(upFrom(Number(HISTORY_SEED), Number(HISTORY_SEEDS ?? 1)), { faults }))
  })

  test.skipIf(HISTORY_SEED)('a few: what everybody saw is what the log holds, and each run has one end', { timeout: 180_000 }, async () => {
    judge([
      ...(await tell([1], { faults: ['kill'], runs: 6 })),
      ...(await tell([Math.floor(Math.random() * 1_000_000)], { runs: 4, readers: 2 })),
    ])
  })

  test.runIf(LONG_SUITE && !HISTORY_SEED)('five hundred', { timeout: 3_600_000 }, async () => judge(await tell(upFrom(1000, SEEDS))))

  test.runIf(LONG_SUITE && !HISTORY_SEED).each(PAIRS.map((pair) => ({ pair, name: pair.join(' then ') })))(
    '$name',
    { timeout: 600_000 },
    async ({ pair }) => judge(await tell([1, 2], { faults: pair })),
  )

  test.runIf(LONG_SUITE && !HISTORY_SEED)('a Redis that is away longer than a heartbeat costs no run', { timeout: 600_000 }, async () => {
    judge(await tell([1, 2], { faults: ['redisDownLong'], heartbeatMs: 8000, tokens: 500, isPatient: true }))
  })
})

function judge(reports: readonly HistoryReport[]): void {
  process.stdout.write(`${describeTotals(reports)}\n`)
  expect(reports.flatMap(({ failures }) => failures)).toEqual([])
}

function upFrom(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index)
}
