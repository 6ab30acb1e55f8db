import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWithRedis, type RedisServer, startRedis } from './redisServer.fixture.js'
import type { Append, RunStatus, RunStore } from './RunStore.js'
import { memoryKind, newRun, type OpenStore, redisKinds } from './stores.fixture.js'

// Whatever is asked of a run, in whatever order, memory and Redis answer the same.

type Call =
  | { kind: 'create'; principal: string; fingerprint: string; epoch: number | undefined }
  | { kind: 'append'; addition: Append }
  | { kind: 'stop'; detail: string }
  | { kind: 'look'; attach: boolean }
  | { kind: 'read'; after: number; count: number }

const frame = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map((text) => `data: ${JSON.stringify(text)}`)
const end = fc.record({ state: fc.constantFrom('done', 'cut', 'stopped', 'refused', 'failed', 'lost'), detail: fc.json() })

const calls: fc.Arbitrary<Call[]> = fc.array(
  fc.oneof(
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('create'),
        principal: fc.constantFrom('ada', 'eve'),
        fingerprint: fc.string(),
        epoch: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('append'),
        addition: fc.record({
          epoch: fc.integer({ min: 1, max: 3 }),
          owner: fc.constantFrom('relay-1', 'relay-1', 'relay-1', 'relay-2'),
          first: fc.integer({ min: 1, max: 8 }),
          frames: fc.array(frame, { maxLength: 4 }),
          end: fc.option(end, { nil: undefined, freq: 6 }),
          beat: fc.boolean(),
        }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('stop'), detail: fc.json() }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('look'), attach: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('read'), after: fc.nat({ max: 9 }), count: fc.integer({ min: 1, max: 5 }) }) },
  ) as fc.Arbitrary<Call>,
  { minLength: 1, maxLength: 25 },
)

async function ask(store: RunStore, id: string, call: Call): Promise<unknown> {
  if (call.kind === 'read') return store.read(id, call.after, call.count)
  return comparable(await answer(store, id, call))
}

function answer(store: RunStore, id: string, call: Exclude<Call, { kind: 'read' }>): Promise<RunStatus> {
  if (call.kind === 'create') return store.create({ ...call, id, owner: 'relay-1' })
  if (call.kind === 'append') return store.append(id, call.addition)
  return call.kind === 'stop' ? store.stop(id, call.detail) : store.look(id, call.attach)
}

/** An age is of the clock; that there is one is not. */
const comparable = ({ readAgeMs, ...status }: RunStatus) => ({ ...status, wasRead: readAgeMs !== undefined })

describeWithRedis('memory and Redis', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.close())

  it.each(redisKinds)('answer the same: $name', async (kind) => {
    const slow = { heartbeatMs: 3_600_000, commandTimeoutMs: 30_000 }
    const opened: OpenStore[] = await Promise.all([memoryKind.open(server, slow), kind.open(server, slow)])
    const [memory, redis] = opened.map(({ store }) => store) as [RunStore, RunStore]
    await fc.assert(
      fc.asyncProperty(calls, async (list) => {
        const { id } = newRun()
        for (const call of list) expect(await ask(redis, id, call)).toEqual(await ask(memory, id, call))
        const [inMemory, inRedis] = [await memory.read(id, 0, 100), await redis.read(id, 0, 100)]
        expect(inRedis).toEqual(inMemory)
        assertWhole(inRedis, await memory.look(id, false))
      }),
      { numRuns: Math.min(Number(process.env['PROPERTY_RUNS'] ?? 100), 3000) },
    )
    await Promise.all(opened.map(({ close }) => close()))
  })
})

/** No gap, one end, and nothing behind it. */
function assertWhole(entries: Awaited<ReturnType<RunStore['read']>>, { state, seq }: RunStatus) {
  let last = 0
  for (const entry of entries) {
    expect(entry.first).toBeLessThanOrEqual(last + 1)
    expect(entry.last).toBeGreaterThan(last)
    last = entry.last
  }
  expect(last).toBe(seq)
  const ends = entries.filter((entry) => 'end' in entry)
  expect(ends).toEqual(['gone', 'running'].includes(state) ? [] : [entries.at(-1)])
}
