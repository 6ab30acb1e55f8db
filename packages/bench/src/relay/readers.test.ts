// Readers as they are in a load, against a relay in this process.
import { createRelay, memoryStore } from '@rivulet/relay'
import { serve } from '@rivulet/replay/node'
import { expect, onTestFinished, test } from 'vitest'
import type { ReaderDuties } from './readers.ts'
import type { Order, UpstreamDuties } from './upstream.ts'
import { Worker } from './Worker.ts'

const RUNS = 3

async function open(order: Order) {
  const upstream = await Worker.start<UpstreamDuties>('upstream.ts', {})
  onTestFinished(() => upstream.end())
  const relay = createRelay({
    upstream: { baseURL: await upstream.ask('address'), apiKey: 'sk-bench' },
    authorize: (request) => request.headers.get('x-user'),
    store: memoryStore(),
    limits: { lagMs: 60_000 },
  })
  const server = await serve(relay)
  onTestFinished(() => server.close())
  const readers = await Worker.start<ReaderDuties>('readers.ts', {})
  onTestFinished(() => readers.end())
  const { port } = server
  expect(await readers.ask('open', { port, runs: RUNS, rampMs: 0, order })).toEqual({ admitted: RUNS, refused: 0, failed: 0 })
  return { server, readers, port }
}

test('readers under load are served, and have what they lack when they come back', async () => {
  const { readers, port } = await open({ events: 2000, rate: 50, burst: 10 })
  const { unserved, events } = await readers.ask('measure', { seconds: 2 })
  expect({ unserved, runs: events.length }).toEqual({ unserved: 0, runs: RUNS })
  expect(Math.min(...events)).toBeGreaterThan(0)
  const { tookMs, failed } = await readers.ask('resume', { port, count: 4, behind: 5 })
  expect({ failed, came: tookMs.length }).toEqual({ failed: 0, came: 4 })
  const long = { port, readPort: port, count: 2, events: 100 }
  expect(await readers.ask('catchUp', long)).toMatchObject({ failed: 0, tookMs: [expect.any(Number), expect.any(Number)] })
})

test('runs that end under load are not served', async () => {
  const { readers } = await open({ events: 3, rate: 50 })
  await expect.poll(() => readers.ask('whole')).toBe(RUNS)
  expect(await readers.ask('measure', { seconds: 0.1 })).toMatchObject({ unserved: RUNS })
})

test('readers that cannot come back have failed', async () => {
  const { readers, server, port } = await open({ events: 2000, rate: 50 })
  await server.close()
  expect(await readers.ask('resume', { port, count: 4, behind: 5 })).toEqual({ tookMs: [], failed: 4 })
})
