import { createRelay, memoryStore } from '@rivulet/relay'
import { serve } from '@rivulet/replay/node'
import { expect, onTestFinished, test } from 'vitest'
import { checkWays, churn } from './churn.ts'
import type { UpstreamDuties } from './upstream.ts'
import { Worker } from './Worker.ts'

async function startRelay(isOpen: boolean): Promise<number> {
  const upstream = await Worker.start<UpstreamDuties>('upstream.ts', {})
  onTestFinished(() => upstream.end())
  const relay = createRelay({
    upstream: { baseURL: await upstream.ask('address'), apiKey: 'sk-bench' },
    authorize: (request) => (isOpen ? request.headers.get('x-user') : null),
    store: memoryStore(),
    limits: { lagMs: 60_000, detachedGraceMs: 60_000, runsPerMinute: 1e6 },
  })
  const server = await serve(relay)
  onTestFinished(() => server.close())
  return server.port
}

const churning = (port: number) => churn({ port, runs: 12, seconds: 2, events: 60, rate: 40 })

test('runs go each way, and each to the end that it should have', async () => {
  const ways = await churning(await startRelay(true))
  expect(ways).toMatchObject({ failed: 0 })
  expect(checkWays(ways)).toBeGreaterThan(5)
})

test('a relay that refuses runs is no measure', async () => {
  const ways = await churning(await startRelay(false))
  expect(() => checkWays(ways)).toThrow('failed')
})

test.each([
  ['all failed', { read: 0, resumed: 0, stopped: 0, abandoned: 0, failed: 9 }],
  ['there were none', { read: 0, resumed: 0, stopped: 0, abandoned: 0, failed: 0 }],
  ['one way is missing', { read: 90, resumed: 10, stopped: 0, abandoned: 10, failed: 0 }],
  ['more than a hundredth failed', { read: 90, resumed: 10, stopped: 10, abandoned: 10, failed: 2 }],
])('it is an error where %s', (_, ways) => {
  expect(() => checkWays(ways)).toThrow('failed')
})
