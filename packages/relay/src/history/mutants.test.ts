import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeWithRedis } from '../store/redisServer.fixture.js'
import { MUTANTS } from './mutants.fixture.js'
import { startScriptedUpstream, type UpstreamProcess } from './processes.fixture.js'
import { runHistory } from './runHistory.fixture.js'

/** As many histories as a broken rule may take to show. */
const MOST_SEEDS = 6

describeWithRedis('the checker notices a broken rule', () => {
  if (!process.env['LONG_SUITE']) {
    test.skip('in the long suite only', () => {})
    return
  }
  let upstream: UpstreamProcess
  beforeAll(async () => {
    upstream = await startScriptedUpstream()
  }, 60_000)
  afterAll(() => upstream.kill())

  test.each(MUTANTS)('$name', { timeout: 900_000 }, async ({ mutations, name, ...options }) => {
    const failures: string[] = []
    for (let seed = 1; seed <= MOST_SEEDS && failures.length === 0; seed++) {
      const report = await runHistory(seed, {
        ...options,
        upstream,
        mutations,
        overMs: 20_000,
      })
      failures.push(...report.failures)
    }
    process.stdout.write(`${name}: ${failures[0] ?? 'not noticed'}\n`)
    expect(failures).not.toEqual([])
  })
})
