import { setTimeout as sleep } from 'node:timers/promises'
import { inspect } from 'node:util'
import { Redis } from 'ioredis'
import { createClient, createClientPool, createSentinel } from 'redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describeWithRedis, type RedisServer, type RedisServerOptions, startRedis } from './redisServer.fixture.js'
import { redisStore, type RedisStoreOptions } from './redisStore.js'
import type { Append, Entry, RunStore } from './RunStore.js'
import { StoreUnavailableError } from './StoreUnavailableError.js'
import { eventually, newRun, readAll, redisKinds, type StoreKind } from './stores.fixture.js'
import { startProxy } from './tcpProxy.fixture.js'

// What several processes, a Redis that fails and a network that breaks can do to a run.

let shared: RedisServer

// The tests wait for one another's time limits at once; what they opened is closed when all are through.
const ends: (() => unknown)[] = []
const atEnd = (end: () => unknown) => void ends.push(end)

const frames = (first: number, texts: string[], rest: Partial<Append> = {}): Append => ({
  epoch: 1,
  owner: 'relay-1',
  first,
  frames: texts,
  beat: true,
  ...rest,
})

describeWithRedis('redisStore', () => {
  beforeAll(async () => {
    shared = await startRedis()
  })
  afterAll(async () => {
    await Promise.all(ends.toReversed().map((end) => end()))
    await shared.close()
  })

  for (const kind of redisKinds) {
    describe.concurrent(kind.name, () => {
      processes(kind)
      faults(kind)
    })
  }
})

async function open(kind: StoreKind, at: { host: string; port: number } = shared, options?: RedisStoreOptions): Promise<RunStore> {
  const { store, close } = await kind.open(at, options)
  atEnd(close)
  return store
}

async function ownServer(options?: RedisServerOptions) {
  const server = await startRedis(options)
  atEnd(() => server.close())
  return server
}

/** Times to live in milliseconds, of which a slow machine may have spent half; -2 is of a key that is not there. */
function expectLife(lives: number[], most: number[]) {
  for (const [index, limit] of most.entries()) {
    expect(lives[index]).toBeLessThanOrEqual(limit)
    expect(lives[index]).toBeGreaterThan(limit < 0 ? limit - 1 : limit / 2)
  }
}

async function callsOf(server: RedisServer, command: string): Promise<number> {
  const found = new RegExp(`cmdstat_${command}:calls=(\\d+)`).exec(await server.admin.info('commandstats'))
  return Number(found?.[1] ?? 0)
}

function processes(kind: StoreKind) {
  describe('on several processes', () => {
    it('shows each what the others did, and fences the producer off', async () => {
      const [producer, reader] = [await open(kind), await open(kind)]
      const run = newRun()
      await producer.create(run)
      await producer.append(run.id, frames(1, ['data: a']))
      expect(await reader.stop(run.id, '{"reason":"user"}')).toMatchObject({
        state: 'stopped',
        epoch: 2,
        seq: 2,
        handoverSeq: 1,
        owner: 'relay-1',
      })
      expect(await producer.append(run.id, frames(2, ['data: b']))).toMatchObject({ state: 'stopped', epoch: 2, changed: false })
      expect(await readAll(producer, run.id)).toEqual(['1.1 data: a', '2.2 stopped {"reason":"user"}'])
    })

    it('nudges the producer on another process', async () => {
      const [producer, reader] = [await open(kind), await open(kind)]
      const run = newRun({ owner: newRun().id })
      const nudged: string[] = []
      atEnd(producer.onNudge(run.owner, (id) => nudged.push(id)))
      await eventually(async () => expect(await shared.admin.pubsub('CHANNELS', `*${run.owner}`)).toHaveLength(1))
      await producer.create(run)
      await reader.stop(run.id, '{}')
      await eventually(() => expect(nudged).toEqual([run.id]))
    })

    it('counts places over all', async () => {
      const [one, two] = [await open(kind), await open(kind)]
      const ada = newRun().id
      expect([await one.hold(ada, 'a', 1, 60_000), await two.hold(ada, 'b', 1, 60_000)]).toEqual([true, false])
    })

    it('counts points over all', async () => {
      const [one, two] = [await open(kind), await open(kind)].map((store) => store.createRateLimiter('starts', 1, 60_000))
      const ada = newRun().id
      expect(await one?.take(ada)).toBe(0)
      expect(await two?.take(ada)).toBeGreaterThan(0)
    })

    it('pushes only once somebody reads elsewhere, and subscribes once for all who read here', async () => {
      const server = await ownServer()
      const [producer, reader] = [await open(kind, server), await open(kind, server)]
      const run = newRun()
      await producer.create(run)
      await producer.append(run.id, frames(1, ['data: a']))
      expect(await callsOf(server, 'publish')).toBe(0)

      const seen: Entry[][] = [[], [], []]
      for (const list of seen) atEnd(reader.follow(run.id, (entries) => list.push(...entries)))
      await eventually(async () => expect(await server.admin.pubsub('CHANNELS')).toHaveLength(1))
      const [channel] = (await server.admin.pubsub('CHANNELS')) as string[]
      expect(await server.admin.pubsub('NUMSUB', channel ?? '')).toEqual([channel, 1])
      await reader.look(run.id, true)
      await producer.append(run.id, frames(2, ['data: b', 'data: c']))
      for (const list of seen)
        await eventually(() => expect(list).toEqual([{ epoch: 1, first: 2, last: 3, frames: ['data: b', 'data: c'] }]))
      expect(await callsOf(server, 'publish')).toBe(1)
    })

    it('leaves a channel when nobody follows it any more, and comes back', async () => {
      const server = await ownServer()
      const store = await open(kind, server)
      for (let round = 0; round < 3; round += 1) {
        const leave = store.follow('run', () => {})
        await eventually(async () => expect(await server.admin.pubsub('CHANNELS')).toHaveLength(1))
        leave()
        await eventually(async () => expect(await server.admin.pubsub('CHANNELS')).toHaveLength(0))
      }
      for (let round = 0; round < 20; round += 1) store.follow('run', () => {})()
      atEnd(store.follow('run', () => {}))
      await eventually(async () => expect(await server.admin.pubsub('CHANNELS')).toHaveLength(1))
    })
  })

  describe('in time', () => {
    it('a run expires, then it is forgotten', async () => {
      const store = await open(kind, shared, { retentionMs: 60_000, heartbeatMs: 12_000 })
      const run = newRun()
      const [meta, log] = [`{rivulet:${run.id}}:meta`, `{rivulet:${run.id}}:log`]
      const lives = () => Promise.all([shared.admin.pttl(meta), shared.admin.pttl(log)])
      // Under way for ten heartbeats, or the retention where that is longer; what is known of it for twice as long.
      await store.create(run)
      expectLife(await lives(), [240_000, -2])
      await store.append(run.id, frames(1, ['data: a'], { beat: false }))
      expectLife(await lives(), [240_000, 120_000])
      await Promise.all([meta, log].map((key) => shared.admin.pexpire(key, 30_000)))
      await store.append(run.id, frames(2, ['data: b'], { beat: false }))
      expectLife(await lives(), [30_000, 30_000])
      await store.append(run.id, frames(3, []))
      expectLife(await lives(), [240_000, 120_000])
      await store.append(run.id, frames(3, [], { end: { state: 'done', detail: '{}' } }))
      expectLife(await lives(), [120_000, 60_000])

      await shared.admin.del(log)
      const expired = { state: 'expired', epoch: 1, seq: 3, principal: 'ada', changed: false }
      expect(await store.look(run.id, false)).toMatchObject(expired)
      expect(await store.create(run)).toMatchObject(expired)
      expect(await store.stop(run.id, '{}')).toMatchObject(expired)
      expect(await store.append(run.id, frames(4, ['data: c']))).toMatchObject(expired)
      expect(await store.read(run.id, 0, 10)).toEqual([])
      await shared.admin.del(meta)
      expect(await store.look(run.id, false)).toMatchObject({ state: 'gone' })
    })

    it('points and places are given back', async () => {
      const store = await open(kind)
      const ada = newRun().id
      await store.createRateLimiter('starts', 1, 59_500).take(ada)
      await store.hold(ada, 'a', 2, 120_000)
      await store.hold(ada, 'b', 2, 60_000)
      const lives = await Promise.all([shared.admin.pttl(`rivulet:rate:starts:${ada}`), shared.admin.pttl(`{rivulet:${ada}}:places`)])
      expectLife(lives, [60_000, 120_000])
    })
  })

  describe('a producer that is gone', () => {
    const quick = { heartbeatMs: 400 }

    it('is told by two looks, far enough apart, of which the second ends its run as lost', async () => {
      const [producer, reader] = [await open(kind, shared, quick), await open(kind, shared, quick)]
      const run = newRun({ owner: newRun().id })
      // It may live, cut off from Redis for a while: it hears of its end like of any other.
      const nudged: string[] = []
      atEnd(producer.onNudge(run.owner, (id) => nudged.push(id)))
      await eventually(async () => expect(await shared.admin.pubsub('CHANNELS', `*${run.owner}`)).toHaveLength(1))
      await producer.create(run)
      await producer.append(run.id, frames(1, ['data: a'], { owner: run.owner }))
      const beganAt = performance.now()
      await producer.append(run.id, frames(2, [], { owner: run.owner }))
      expect(await reader.look(run.id, true)).toMatchObject({ state: 'running' })
      const look = async () => (await reader.look(run.id, true)).state
      // The promise is 15 s at 8 s of heartbeat; this is the same with a machine that is twenty times as slow.
      await eventually(async () => expect(await look()).toBe('lost'))
      // Not before the heartbeat's life and a quarter more; the server counts whole milliseconds.
      expect(performance.now() - beganAt).toBeGreaterThan(495)
      expect(await producer.append(run.id, frames(2, ['data: b']))).toMatchObject({
        state: 'lost',
        epoch: 2,
        seq: 2,
        handoverSeq: 1,
        changed: false,
      })
      expect(await readAll(reader, run.id)).toEqual(['1.1 data: a', '2.2 lost {}'])
      await eventually(() => expect(nudged).toEqual([run.id]))
    })

    it('is not told by looks that are close to one another', async () => {
      // Far enough apart are looks of the second at a quarter of its heartbeat: longer than a machine stalls between these.
      const [producer, reader] = [await open(kind, shared, quick), await open(kind, shared, { heartbeatMs: 40_000 })]
      const run = newRun()
      await producer.create(run)
      await sleep(500)
      const looks = await Promise.all(Array.from({ length: 5 }, () => reader.look(run.id, false)))
      expect(looks.map(({ state }) => state)).toEqual(looks.map(() => 'running'))
    })

    it('is not told by one look, however late, nor by one after a beat', async () => {
      const store = await open(kind, shared, quick)
      const run = newRun()
      await store.create(run)
      await sleep(600)
      expect(await store.look(run.id, false)).toMatchObject({ state: 'running' })
      expect(await store.append(run.id, frames(1, []))).toMatchObject({ state: 'running' })
      await sleep(600)
      // The doubt from before the beat counts for nothing.
      expect(await store.look(run.id, false)).toMatchObject({ state: 'running' })
    })
  })
}

function faults(kind: StoreKind) {
  describe('a Redis that fails', () => {
    it('is no reason to throw when the store is made, and is told by each call', async () => {
      const server = await ownServer()
      const store = await open(kind, server)
      await server.kill()
      const calls = [store.check(), store.create(newRun()), store.read('run', 0, 1), store.hold('ada', 'a', 1, 1000)]
      for (const result of await Promise.allSettled(calls)) {
        expect(result).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailableError) })
      }
      await server.start()
      await eventually(async () => expect(await store.create(newRun()).then(({ state }) => state, String)).toBe('running'))
    })

    it('is known by its cause, and names neither host nor word of anybody', async () => {
      const server = await ownServer()
      const store = await open(kind, server, { commandTimeoutMs: 500 })
      const run = newRun({ principal: 'canary-principal', fingerprint: 'canary-print' })
      await eventually(() => store.create(run))
      // Each kind of failure: an answer that is an error, no answer, no server.
      await server.admin.del(`{rivulet:${run.id}}:meta`)
      await server.admin.set(`{rivulet:${run.id}}:meta`, 'of another type')
      const words = ['data: canary-frame']
      const errors: unknown[] = [await store.append(run.id, frames(1, words)).catch((error: unknown) => error)]
      server.pause()
      errors.push(await store.create(run).catch((error: unknown) => error))
      await server.kill()
      await eventually(async () => {
        const error: unknown = await store.append(run.id, frames(1, words)).catch((reason: unknown) => reason)
        expect((error as Error).cause).toBeInstanceOf(Error)
        errors.push(error)
      })
      for (const error of errors) {
        expect(error).toMatchObject({ name: 'StoreUnavailableError', code: 'store_unavailable' })
        expect((error as Error).message).not.toMatch(/127\.0\.0\.1|canary/)
        expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('canary')
      }
    })

    it('holds nobody longer than the deadline, and is used again when it is back', async () => {
      const server = await ownServer()
      const store = await open(kind, server, { commandTimeoutMs: 300 })
      const run = newRun()
      await eventually(() => store.create(run))
      server.pause()
      await expect(store.append(run.id, frames(1, ['data: a']))).rejects.toThrow(StoreUnavailableError)
      await expect(store.read(run.id, 0, 1)).rejects.toThrow(StoreUnavailableError)
      server.resume()
      await eventually(async () => expect(await store.append(run.id, frames(1, ['data: a'])).then(({ seq }) => seq, String)).toBe(1))
      // On a busy machine a read may come too late, too.
      await eventually(async () => expect(await readAll(store, run.id)).toEqual(['1.1 data: a']))
    })

    it('does nothing late of what was given up before it could be sent', async () => {
      const server = await ownServer()
      const store = await open(kind, server, { commandTimeoutMs: 500 })
      const run = newRun()
      server.pause()
      await expect(store.create(run)).rejects.toThrow(StoreUnavailableError)
      server.resume()
      await eventually(() => store.check())
      expect(await server.admin.keys('*')).toEqual([])
    })

    it('is late with a subscription: it is asked for again', async () => {
      const server = await ownServer()
      const store = await open(kind, server, { commandTimeoutMs: 1000 })
      const told = new Set<string>()
      atEnd(store.follow('first', () => told.add('first')))
      await eventually(() => expect(told).toContain('first'))
      server.pause()
      atEnd(store.follow('second', () => told.add('second')))
      await sleep(1100)
      server.resume()
      await eventually(() => expect(told).toContain('second'))
    })

    it('is used again after a pause so long that the connection was given up', async () => {
      const server = await ownServer()
      const store = await open(kind, server, { commandTimeoutMs: 150 })
      await eventually(() => store.check())
      server.pause()
      const until = performance.now() + 1500
      while (performance.now() < until) await expect(store.check()).rejects.toThrow(StoreUnavailableError)
      server.resume()
      await eventually(async () => expect(await store.check().then(() => 'up', String)).toBe('up'))
    })

    it('forgot its scripts, which nobody notices', async () => {
      const store = await open(kind)
      const run = newRun()
      await store.create(run)
      await store.append(run.id, frames(1, ['data: a']))
      await shared.admin.script('FLUSH')
      expect(await store.append(run.id, frames(2, ['data: b']))).toMatchObject({ state: 'running', seq: 2 })
      await shared.admin.script('FLUSH')
      expect(await store.stop(run.id, '{}')).toMatchObject({ state: 'stopped', seq: 3 })
    })

    it('lost everything: the producer is told, and can write it all again', async () => {
      const server = await ownServer()
      const store = await open(kind, server)
      const run = newRun()
      await store.create(run)
      await store.append(run.id, frames(1, ['data: a', 'data: b']))
      await server.restart()
      const again = await eventually(() => store.append(run.id, frames(3, ['data: c'])))
      expect(again).toMatchObject({ state: 'gone' })
      expect(await store.create(run)).toMatchObject({ state: 'running', epoch: 1, seq: 0, changed: true })
      expect(await store.append(run.id, frames(1, ['data: a', 'data: b', 'data: c']))).toMatchObject({ state: 'running', seq: 3 })
      expect(await readAll(store, run.id)).toHaveLength(3)
    })

    it('was restarted with what it held: the run goes on', async () => {
      const server = await ownServer({ persists: true })
      const store = await open(kind, server)
      const run = newRun()
      await store.create(run)
      await store.append(run.id, frames(1, ['data: a']))
      await server.restart()
      expect(await eventually(() => store.append(run.id, frames(2, ['data: b'])))).toMatchObject({ state: 'running', epoch: 1, seq: 2 })
      expect(await readAll(store, run.id)).toEqual(['1.1 data: a', '1.2 data: b'])
    })

    it('evicted the log: an append leaves no hole, and what comes from the first event on is taken', async () => {
      const store = await open(kind)
      const run = newRun()
      await store.create(run)
      await store.append(run.id, frames(1, ['data: a', 'data: b']))
      await shared.admin.del(`{rivulet:${run.id}}:log`)
      expect(await store.append(run.id, frames(3, ['data: c']))).toMatchObject({ state: 'gap', epoch: 1, seq: 0 })
      expect(await store.look(run.id, false)).toMatchObject({ state: 'running', seq: 0 })
      expect(await store.append(run.id, frames(3, [], { end: { state: 'done', detail: '{}' } }))).toMatchObject({ state: 'gap', seq: 0 })
      expect(await store.append(run.id, frames(1, ['data: a', 'data: b', 'data: c']))).toMatchObject({ state: 'running', seq: 3 })
      expect(await readAll(store, run.id)).toEqual(['1.1 data: a', '1.2 data: b', '1.3 data: c'])
    })

    it('evicted the log of a run that is then stopped: it is expired, not cut short', async () => {
      const store = await open(kind)
      const run = newRun()
      await store.create(run)
      await store.append(run.id, frames(1, ['data: a']))
      await shared.admin.del(`{rivulet:${run.id}}:log`)
      expect(await store.stop(run.id, '{}')).toMatchObject({ state: 'stopped', epoch: 2, changed: true })
      expect(await store.look(run.id, false)).toMatchObject({ state: 'expired', epoch: 2 })
      expect(await store.read(run.id, 0, 10)).toEqual([])
    })

    it('still has points to give: each process counts by itself until it is back', async () => {
      const server = await ownServer()
      const store = await open(kind, server, { commandTimeoutMs: 300 })
      const limiter = store.createRateLimiter('starts', 1, 60_000)
      await server.kill()
      expect(await limiter.take('ada')).toBe(0)
      expect(await limiter.take('ada')).toBeGreaterThan(0)
    })
  })

  describe('a connection that breaks', () => {
    it('loses an answer: the call is not repeated behind our back, and repeating it adds nothing', async () => {
      const server = await ownServer()
      const proxy = await startProxy(server)
      atEnd(() => proxy.close())
      const store = await open(kind, proxy)
      const run = newRun()
      await store.create(run)
      await store.append(run.id, frames(1, ['data: a']))
      const before = await callsOf(server, 'evalsha')
      proxy.mute()
      const lost = store.append(run.id, frames(2, ['data: b', 'data: c'])).catch((error: unknown) => error)
      await eventually(async () => expect(await server.admin.xlen(`{rivulet:${run.id}}:log`)).toBe(2))
      proxy.cut()
      proxy.unmute()
      // At once, not at the deadline.
      expect(await lost).toMatchObject({ name: 'StoreUnavailableError', message: expect.stringContaining('could not be reached') })
      await eventually(() => store.check())
      expect(await callsOf(server, 'evalsha')).toBe(before + 1)
      expect(await store.append(run.id, frames(2, ['data: b', 'data: c', 'data: d']))).toMatchObject({ state: 'running', seq: 4 })
      expect(await readAll(store, run.id)).toEqual(['1.1 data: a', '1.2 data: b', '1.3 data: c', '1.4 data: d'])
    })

    it('falls silent without a word while we go on asking: another is opened', async () => {
      const server = await ownServer()
      const proxy = await startProxy(server)
      atEnd(() => proxy.close())
      const store = await open(kind, proxy, { commandTimeoutMs: 400 })
      const run = newRun()
      await eventually(() => store.create(run))
      proxy.freeze()
      // As often as a run appends: a connection on which we write is never idle.
      const asking = setInterval(() => void store.check().catch(() => {}), 20)
      atEnd(() => clearInterval(asking))
      await expect(store.check()).rejects.toThrow(StoreUnavailableError)
      await eventually(() => store.append(run.id, frames(1, ['data: a'])))
      // On a busy machine a read may come too late.
      await eventually(async () => expect(await readAll(store, run.id)).toEqual(['1.1 data: a']))
    })

    it('falls silent while we only listen: another is opened, and those who follow look for themselves', async () => {
      const server = await ownServer()
      const proxy = await startProxy(server)
      atEnd(() => proxy.close())
      const [producer, reader] = [await open(kind, server), await open(kind, proxy, { commandTimeoutMs: 400 })]
      const run = newRun()
      await producer.create(run)
      await producer.look(run.id, true)
      const pushed: (readonly Entry[])[] = []
      atEnd(reader.follow(run.id, (entries) => pushed.push(entries)))
      await eventually(() => expect(pushed).not.toEqual([]))
      proxy.freeze()
      const before = pushed.length
      await eventually(() => expect(pushed.slice(before)).toContainEqual([]))
      // On a busy machine the other may be given up, too, and with it what is on its way.
      let seq = 0
      await eventually(async () => {
        seq += 1
        await producer.append(run.id, frames(seq, ['data: a']))
        expect(pushed.flat()).not.toEqual([])
      })
      const [entry] = pushed.flat()
      expect(entry).toEqual({ epoch: 1, first: entry?.last, last: entry?.last, frames: ['data: a'] })
      expect(entry?.last).toBeLessThanOrEqual(seq)
    })

    it.runIf(process.env['LONG_SUITE'])('is not given up for being quiet', async () => {
      const store = await open(kind, shared, { commandTimeoutMs: 4000 })
      const pushed: (readonly Entry[])[] = []
      atEnd(store.follow(newRun().id, (entries) => pushed.push(entries)))
      await eventually(() => expect(pushed).toEqual([[]]))
      await sleep(21_000)
      expect(pushed).toEqual([[]])
    })

    it('tells those who follow to look for themselves, and pushes again', async () => {
      const server = await ownServer()
      const [producer, reader] = [await open(kind, server), await open(kind, server)]
      const run = newRun()
      await producer.create(run)
      const pushed: (readonly Entry[])[] = []
      atEnd(reader.follow(run.id, (entries) => pushed.push(entries)))
      await eventually(() => expect(pushed).toEqual([[]]))
      await reader.look(run.id, true)
      await server.admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub')
      await server.admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
      await eventually(() => expect(pushed).toEqual([[], []]))
      await eventually(() => producer.append(run.id, frames(1, ['data: a'])))
      await eventually(() => expect(pushed.at(-1)).toEqual([{ epoch: 1, first: 1, last: 1, frames: ['data: a'] }]))
    })
  })

  it('lets go of its connections when it is closed, and of nothing of the caller’s', async () => {
    const server = await ownServer()
    const connections = async () => Number(/connected_clients:(\d+)/.exec(await server.admin.info('clients'))?.[1])
    const own = await connections()
    const { store, close } = await kind.open(server)
    const withClient = own + 1
    await store.check()
    store.follow('run', () => {})
    await eventually(async () => expect(await connections()).toBe(withClient + 2))
    const late = store.check()
    await store.close()
    await late.catch(() => {})
    await eventually(async () => expect(await connections()).toBe(withClient))
    await expect(store.check()).rejects.toThrow('is closed')
    await close()
  })
}

describe('the client that is given', () => {
  it('is refused where it is none of those that are known', () => {
    const socket = { port: 1, host: '127.0.0.1' }
    const pools = [createClientPool({ socket }), createSentinel({ name: 'main', sentinelRootNodes: [socket] })]
    for (const client of [undefined, 'redis://127.0.0.1', {}, ...pools])
      expect(() => redisStore(client as unknown as Redis)).toThrow(/^redisStore: this is not a client that it knows/)
  })

  it.each(['', '{a}', 'a}b'])('is not used with the prefix %j', (prefix) => {
    const client = new Redis({ lazyConnect: true })
    expect(() => redisStore(client, { prefix })).toThrow(TypeError)
  })

  it('need not be connected, nor be connected by the store', () => {
    const [first, second] = [new Redis({ lazyConnect: true }), createClient()]
    for (const client of [first, second]) expect(redisStore(client)).toMatchObject({ heartbeatMs: 8000, isShared: true })
    expect(first.status).toBe('wait')
    expect(second.isOpen).toBe(false)
  })
})
