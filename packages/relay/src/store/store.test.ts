import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { describeWithRedis, type RedisServer, startRedis } from './redisServer.fixture.js'
import type { Append, Entry, RunEnd, RunStore } from './RunStore.js'
import { memoryKind, newRun, readAll, redisKinds, type StoreKind } from './stores.fixture.js'

// One contract for every store. What only a store of several processes can show is in redisStore.test.ts.

let server: RedisServer

describe(memoryKind.name, () => contract(memoryKind))

describeWithRedis('Redis', () => {
  beforeAll(async () => {
    server = await startRedis()
  })
  afterAll(() => server.close())
  for (const kind of redisKinds) describe(kind.name, () => contract(kind))
})

const DONE: RunEnd = { state: 'done', detail: '{"usage":1}' }

const frames = (first: number, texts: string[], rest: Partial<Append> = {}): Append => ({
  epoch: 1,
  owner: 'relay-1',
  first,
  frames: texts,
  beat: false,
  ...rest,
})

function contract(kind: StoreKind) {
  async function open(): Promise<RunStore> {
    const { store, close } = await kind.open(server)
    onTestFinished(close)
    return store
  }

  async function begun() {
    const store = await open()
    const run = newRun()
    await store.create(run)
    return { store, run, id: run.id }
  }

  describe('create', () => {
    it('begins a run once, and tells of it afterwards', async () => {
      const store = await open()
      const run = newRun()
      const { id: _id, ...who } = run
      const begins = { ...who, state: 'running', epoch: 1, seq: 0, handoverSeq: 0 }
      expect(await store.create(run)).toMatchObject({ ...begins, changed: true })
      expect(await store.create({ ...run, fingerprint: 'other words', owner: 'relay-2' })).toMatchObject({ ...begins, changed: false })
    })

    it('answers one of many who begin the same run at once that it began', async () => {
      const store = await open()
      const run = newRun()
      const all = await Promise.all(Array.from({ length: 8 }, () => store.create(run)))
      expect(all.filter(({ changed }) => changed)).toHaveLength(1)
    })

    it('lets a refused run begin anew in the next epoch, with nothing of what was there', async () => {
      const { store, run, id } = await begun()
      await store.append(id, frames(1, [], { end: { state: 'refused', detail: '{"status":429}' } }))
      const again = await store.create({ ...run, owner: 'relay-2', fingerprint: 'new words' })
      expect(again).toMatchObject({
        state: 'running',
        epoch: 2,
        seq: 0,
        handoverSeq: 0,
        owner: 'relay-2',
        fingerprint: 'new words',
        changed: true,
      })
      expect(await store.read(id, 0, 10)).toEqual([])
      expect(await store.append(id, frames(1, ['data: late']))).toMatchObject({ state: 'running', epoch: 2, seq: 0 })
      expect(await store.append(id, frames(1, ['data: a'], { epoch: 2, owner: 'relay-2' }))).toMatchObject({ epoch: 2, seq: 1 })
      expect(await readAll(store, id)).toEqual(['2.1 data: a'])
    })

    it('lets a producer whose run was lost go on in its epoch', async () => {
      const store = await open()
      const run = { ...newRun(), epoch: 3 }
      expect(await store.create(run)).toMatchObject({ state: 'running', epoch: 3, seq: 0, handoverSeq: 0, changed: true })
      expect(await store.append(run.id, frames(1, ['data: a'], { epoch: 3 }))).toMatchObject({ state: 'running', epoch: 3, seq: 1 })
      expect(await store.create({ ...run, epoch: 1 })).toMatchObject({ state: 'running', epoch: 3, seq: 1, changed: false })
    })

    it('writes what a producer still has of a run that was lost, in the same step', async () => {
      const store = await open()
      const log = [
        { epoch: 1, first: 1, last: 2, frames: ['data: a', 'data: b'] },
        { epoch: 1, first: 3, last: 3, frames: ['data: c'] },
      ]
      const run = { ...newRun(), log }
      expect(await store.create(run)).toMatchObject({ state: 'running', epoch: 1, seq: 3, changed: true })
      expect(await store.create(run)).toMatchObject({ state: 'running', epoch: 1, seq: 3, changed: false })
      expect(await store.read(run.id, 0, 10)).toEqual(log)
      expect(await store.stop(run.id, '{}')).toMatchObject({ state: 'stopped', epoch: 2, seq: 4, handoverSeq: 3 })
      expect(await readAll(store, run.id)).toEqual(['1.1 data: a', '1.2 data: b', '1.3 data: c', '2.4 stopped {}'])
    })

    it('does not let somebody else begin a refused run anew', async () => {
      const { store, run, id } = await begun()
      await store.append(id, frames(1, [], { end: { state: 'refused', detail: '{}' } }))
      expect(await store.create({ ...run, principal: 'eve' })).toMatchObject({
        state: 'refused',
        epoch: 1,
        principal: 'ada',
        changed: false,
      })
    })

    it.each(['done', 'cut', 'stopped', 'failed', 'lost'] as const)('never begins a run anew that ended as %s', async (state) => {
      const { store, run, id } = await begun()
      await store.append(id, frames(1, ['data: a'], { end: { state, detail: '{}' } }))
      expect(await store.create(run)).toMatchObject({ state, epoch: 1, seq: 2, changed: false })
    })

    it.each(['done', 'cut', 'stopped', 'failed', 'lost'] as const)('nor one that ended as %s before its first event', async (state) => {
      const { store, run, id } = await begun()
      await store.append(id, frames(1, [], { end: { state, detail: '{}' } }))
      expect(await store.create(run)).toMatchObject({ state, epoch: 1, seq: 1, changed: false })
    })
  })

  describe('append', () => {
    it('keeps frames as they are, under their numbers', async () => {
      const { store, id } = await begun()
      const texts = ['data: {"a":"\\n"}', 'event: x\ndata: ü𝄞\ndata: two', 'data: [1]']
      await store.append(id, frames(1, texts.slice(0, 2)))
      expect(await store.append(id, frames(3, texts.slice(2)))).toMatchObject({ state: 'running', seq: 3, changed: false })
      expect(await store.read(id, 0, 10)).toEqual([
        { epoch: 1, first: 1, last: 2, frames: texts.slice(0, 2) },
        { epoch: 1, first: 3, last: 3, frames: texts.slice(2) },
      ])
    })

    it('writes the end behind the frames, in the same step', async () => {
      const { store, id } = await begun()
      expect(await store.append(id, frames(1, ['data: a'], { end: DONE }))).toMatchObject({
        state: 'done',
        epoch: 1,
        seq: 2,
        handoverSeq: 0,
        changed: true,
      })
      expect(await store.read(id, 1, 10)).toEqual([{ epoch: 1, first: 2, last: 2, end: DONE }])
    })

    it('adds nothing when it is repeated, in part or with more', async () => {
      const { store, id } = await begun()
      const addition = frames(1, ['data: a', 'data: b'])
      for (let time = 0; time < 3; time += 1) expect(await store.append(id, addition)).toMatchObject({ state: 'running', seq: 2 })
      expect(await store.append(id, frames(1, ['data: a']))).toMatchObject({ seq: 2 })
      expect(await store.append(id, frames(2, ['data: b', 'data: c'], { end: DONE }))).toMatchObject({
        state: 'done',
        seq: 4,
        changed: true,
      })
      expect(await store.append(id, frames(2, ['data: b', 'data: c'], { end: DONE }))).toMatchObject({
        state: 'done',
        seq: 4,
        changed: false,
      })
      expect(await readAll(store, id)).toEqual(['1.1 data: a', '1.2 data: b', '1.3 data: c', '1.4 done {"usage":1}'])
    })

    it('leaves no gap, and says what is there', async () => {
      const { store, id } = await begun()
      await store.append(id, frames(1, ['data: a']))
      expect(await store.append(id, frames(3, ['data: c']))).toMatchObject({ state: 'gap', epoch: 1, seq: 1, changed: false })
      expect(await store.append(id, frames(3, [], { end: DONE }))).toMatchObject({ state: 'gap', seq: 1 })
      expect(await store.look(id, false)).toMatchObject({ state: 'running', seq: 1 })
    })

    it('tells a beat, too, of a gap', async () => {
      const { store, id } = await begun()
      expect(await store.append(id, frames(2, [], { beat: true }))).toMatchObject({ state: 'gap', epoch: 1, seq: 0 })
    })

    it('changes nothing with a beat but the time to live', async () => {
      const { store, id } = await begun()
      expect(await store.append(id, frames(1, [], { beat: true }))).toMatchObject({ state: 'running', seq: 0, changed: false })
      expect(await store.read(id, 0, 10)).toEqual([])
    })

    it('refuses whoever writes in another epoch, and after the end', async () => {
      const { store, id } = await begun()
      expect(await store.append(id, frames(1, ['data: x'], { epoch: 2, end: DONE }))).toMatchObject({ state: 'running', epoch: 1, seq: 0 })
      await store.append(id, frames(1, ['data: a'], { end: DONE }))
      expect(await store.append(id, frames(3, ['data: b']))).toMatchObject({ state: 'done', seq: 2, changed: false })
      expect(await readAll(store, id)).toEqual(['1.1 data: a', '1.2 done {"usage":1}'])
    })

    it('takes nothing of a relay that is not the one that produces the run, though it writes in its epoch', async () => {
      const { store, id } = await begun()
      const told = { state: 'running', owner: 'relay-1', epoch: 1, seq: 0, changed: false }
      for (const addition of [frames(1, ['data: x']), frames(1, [], { end: DONE }), frames(1, [], { beat: true }), frames(3, ['data: x'])])
        expect(await store.append(id, { ...addition, owner: 'relay-2' })).toMatchObject(told)
      expect(await store.read(id, 0, 10)).toEqual([])
    })

    it('takes a long frame', async () => {
      const { store, id } = await begun()
      const long = `data: ${'ä'.repeat(500_000)}`
      await store.append(id, frames(1, [long]))
      expect(await store.read(id, 0, 1)).toEqual([{ epoch: 1, first: 1, last: 1, frames: [long] }])
    })
  })

  describe('stop', () => {
    it('ends the run in the next epoch, fences its producer off, and is the same when repeated', async () => {
      const { store, id } = await begun()
      await store.append(id, frames(1, ['data: a', 'data: b']))
      expect(await store.stop(id, '{"reason":"user"}')).toMatchObject({ state: 'stopped', epoch: 2, seq: 3, handoverSeq: 2, changed: true })
      expect(await store.stop(id, '{"reason":"other"}')).toMatchObject({
        state: 'stopped',
        epoch: 2,
        seq: 3,
        handoverSeq: 2,
        changed: false,
      })
      expect(await store.append(id, frames(3, ['data: c'], { end: DONE }))).toMatchObject({
        state: 'stopped',
        epoch: 2,
        seq: 3,
        changed: false,
      })
      expect(await readAll(store, id)).toEqual(['1.1 data: a', '1.2 data: b', '2.3 stopped {"reason":"user"}'])
    })

    it('ends a run before its first event', async () => {
      const { store, id } = await begun()
      expect(await store.stop(id, '{}')).toMatchObject({ state: 'stopped', epoch: 2, seq: 1, handoverSeq: 0 })
    })

    it('leaves one end, whoever is first of producer and stoppers', async () => {
      const { store, id } = await begun()
      const race = [store.append(id, frames(1, ['data: a'], { end: DONE })), ...Array.from({ length: 5 }, () => store.stop(id, '{}'))]
      const all = await Promise.all(race)
      expect(all.filter(({ changed }) => changed)).toHaveLength(1)
      const ends = (await store.read(id, 0, 100)).filter((entry) => 'end' in entry)
      expect(ends).toHaveLength(1)
    })

    it('nudges the relay that produces the run, and no other', async () => {
      const { store, id, run } = await begun()
      const [mine, others] = [vi.fn<(id: string) => void>(), vi.fn<(id: string) => void>()]
      onTestFinished(store.onNudge(run.owner, mine))
      onTestFinished(store.onNudge('relay-9', others))
      await subscribed(store, run.owner, 'relay-9')
      await store.stop(id, '{}')
      await expect.poll(() => mine.mock.calls).toContainEqual([id])
      expect(others).not.toHaveBeenCalled()
    })
  })

  describe('look', () => {
    it('tells where a run stands', async () => {
      const { store, id } = await begun()
      await store.append(id, frames(1, ['data: a']))
      const { readAgeMs, ...status } = await store.look(id, false)
      expect(status).toMatchObject({ state: 'running', epoch: 1, seq: 1, principal: 'ada', owner: 'relay-1', changed: false })
      expect(readAgeMs).toBeUndefined()
    })

    it('notes a reader, whose age the producer learns with its next append', async () => {
      const { store, id } = await begun()
      await store.look(id, true)
      const { readAgeMs } = await store.append(id, frames(1, ['data: a']))
      expect(readAgeMs).toBeGreaterThanOrEqual(0)
      expect(readAgeMs).toBeLessThan(60_000)
    })

    it('knows nothing of what was never there', async () => {
      const store = await open()
      for (const call of [
        store.look('nobody', true),
        store.stop('nobody', '{}'),
        store.append('nobody', frames(1, ['data: a'], { beat: true })),
      ]) {
        expect(await call).toMatchObject({ state: 'gone', epoch: 0, seq: 0, changed: false })
      }
      expect(await store.read('nobody', 0, 10)).toEqual([])
      expect(await store.look('nobody', false)).toMatchObject({ state: 'gone' })
    })
  })

  describe('read', () => {
    it('begins with the entry that holds the next number, and gives at most what was asked for', async () => {
      const { store, id } = await begun()
      await store.append(id, frames(1, ['data: a', 'data: b', 'data: c']))
      await store.append(id, frames(4, ['data: d']))
      await store.append(id, frames(5, ['data: e']))
      const firsts = async (after: number, count: number) => (await store.read(id, after, count)).map(({ first }) => first)
      expect(await firsts(0, 2)).toEqual([1, 4])
      expect(await firsts(2, 9)).toEqual([1, 4, 5])
      expect(await firsts(3, 9)).toEqual([4, 5])
      expect(await firsts(5, 9)).toEqual([])
    })
  })

  describe('follow', () => {
    it('pushes what is added, to each that follows, until it leaves', async () => {
      const { store, id } = await begun()
      const seen: [Entry[], Entry[]] = [[], []]
      const leave = store.follow(id, (entries) => seen[0].push(...entries))
      onTestFinished(store.follow(id, (entries) => seen[1].push(...entries)))
      await subscribed(store, id)
      await store.look(id, true)
      await store.append(id, frames(1, ['data: a', 'data: b']))
      await expect.poll(() => seen[0]).toEqual([{ epoch: 1, first: 1, last: 2, frames: ['data: a', 'data: b'] }])
      leave()
      await store.append(id, frames(3, ['data: c']))
      await store.stop(id, '{"reason":"user"}')
      await expect.poll(() => seen[1].map(({ last }) => last)).toEqual([2, 3, 4])
      expect(seen[1].at(-1)).toEqual({ epoch: 2, first: 4, last: 4, end: { state: 'stopped', detail: '{"reason":"user"}' } })
      expect(seen[0]).toHaveLength(1)
    })
  })

  describe('places', () => {
    it('gives at most so many, to each principal its own, and again to who has one', async () => {
      const store = await open()
      const [ada, eve] = [newRun().id, newRun().id]
      const hold = (principal: string, id: string) => store.hold(principal, id, 2, 60_000)
      expect([await hold(ada, 'a'), await hold(ada, 'b'), await hold(ada, 'c'), await hold(ada, 'a'), await hold(eve, 'c')]).toEqual([
        true,
        true,
        false,
        true,
        true,
      ])
      await store.release(ada, 'b')
      await store.release(ada, 'never held')
      expect([await hold(ada, 'c'), await hold(ada, 'b')]).toEqual([true, false])
    })

    it('takes a place back when its lease has run out', async () => {
      const store = await open()
      const ada = newRun().id
      expect(await store.hold(ada, 'a', 1, 50)).toBe(true)
      await expect.poll(() => store.hold(ada, 'b', 1, 600_000)).toBe(true)
      expect(await store.hold(ada, 'a', 1, 600_000)).toBe(false)
    })

    it('does not give more than there are to many at once', async () => {
      const store = await open()
      const ada = newRun().id
      const all = await Promise.all(Array.from({ length: 20 }, (_, index) => store.hold(ada, String(index), 3, 60_000)))
      expect(all.filter(Boolean)).toHaveLength(3)
    })
  })

  describe('createRateLimiter', () => {
    it('says how long to wait when the points of a principal are gone', async () => {
      const store = await open()
      const limiter = store.createRateLimiter('starts', 2, 60_000)
      const [ada, eve] = [newRun().id, newRun().id]
      expect([await limiter.take(ada), await limiter.take(ada)]).toEqual([0, 0])
      const wait = await limiter.take(ada)
      expect(wait).toBeGreaterThan(0)
      expect(wait).toBeLessThanOrEqual(60_000)
      expect(await limiter.take(eve)).toBe(0)
      expect(await store.createRateLimiter('stops', 2, 60_000).take(ada)).toBe(0)
    })
  })

  it('answers that it answers', async () => {
    const store = await open()
    expect(await store.check()).toBeUndefined()
  })
}

/** Waits until the server knows of subscriptions to what the names are part of: one takes effect a moment after it was asked for. */
async function subscribed(store: RunStore, ...names: string[]) {
  if (!store.isShared) return
  const areThere = async () => {
    const channels = (await server.admin.pubsub('CHANNELS')) as string[]
    return names.every((name) => channels.some((channel) => channel.includes(name)))
  }
  await expect.poll(areThere).toBe(true)
}
