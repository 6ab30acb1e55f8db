import type { RedisServer } from '../store/redisServer.fixture.js'
import { sharedNowMs, type Served } from './processes.fixture.js'
import type { Random } from './random.fixture.js'

/** What the faults of a history act on. */
export interface FaultWorld {
  random: Random
  redis: RedisServer
  /** Whether Redis has its runs again after a restart. */
  persists: boolean
  heartbeatMs: number
  /** Longest until a run is found lost whose producer is gone. */
  lostBoundMs: number
  relays: Served[]
  /** Starts the relay at this place anew. */
  revive(place: number): Promise<void>
  /** The ids of the runs. */
  ids: readonly string[]
  harm: Harm
}

/** When what was done, on the clock of `sharedNowMs`: what it excuses is judged by it. */
export interface Harm {
  killedMs: (number | undefined)[]
  pausedMs: (number | undefined)[]
  /** Since then nobody can be sure of what the store holds. */
  emptiedMs: number | undefined
  /** Longest that the machine gave a relay no time, or Redis did not answer one, in milliseconds. */
  stalledMs: number
  /** The sum of those times. */
  heldUpMs: number
  /** Longest that the test itself had no time, in milliseconds: what others did it saw so much later. */
  seenLateMs: number
}

export type Fault =
  | 'calm'
  | 'kill'
  | 'pause'
  | 'pauseLong'
  | 'redisRestart'
  | 'redisDownLong'
  | 'lossyRestart'
  | 'clientKill'
  | 'clientPause'
  | 'clientPauseLong'
  | 'scriptFlush'
  | 'evictLogs'

/** Whether the store forgets what it held, for which it must be started without a disk. */
export const forgets = (fault: Fault): boolean => fault === 'lossyRestart'

/** Faults that can make a relay look dead although it lives: a run that is lost by one of these is told so rightly. */
export const MAY_LOSE: readonly Fault[] = ['kill', 'pauseLong', 'redisDownLong', 'clientPause', 'clientPauseLong']

export const FAULTS: Readonly<Record<Fault, (world: FaultWorld) => Promise<unknown>>> = {
  /** Nothing is wrong but what readers and upstreams do by themselves. */
  calm: () => sleep(200),
  async kill(world) {
    const place = world.random.whole(0, 1)
    world.harm.killedMs[place] = sharedNowMs()
    await world.relays[place]!.kill()
    await sleep(150)
    await world.revive(place)
  },
  pause: (world) => freeze(world, world.random.between(200, 900)),
  /** When it wakes, others have found its runs lost: it must not write on. */
  pauseLong: (world) => freeze(world, world.lostBoundMs + 500),
  redisRestart: (world) => restart(world, world.random.between(50, 350)),
  /** Longer than a heartbeat lives. */
  redisDownLong: (world) => restart(world, world.heartbeatMs * 1.25),
  /** It comes back without anything. */
  lossyRestart: (world) => restart(world, world.random.between(50, 350)),
  async clientKill({ redis }) {
    for (const kind of ['NORMAL', 'PUBSUB', 'NORMAL', 'PUBSUB'] as const) {
      await redis.admin.call('CLIENT', 'KILL', 'TYPE', kind)
      await sleep(60)
    }
  },
  async clientPause({ redis, random }) {
    await redis.admin.call('CLIENT', 'PAUSE', String(random.whole(300, 1800)), 'ALL')
  },
  /** So long that relays show what the store does not have; it goes on for a while. */
  async clientPauseLong({ redis, heartbeatMs }) {
    await redis.admin.call('CLIENT', 'PAUSE', String(Math.round(heartbeatMs)), 'ALL')
    await sleep(heartbeatMs * 0.55)
  },
  async scriptFlush({ redis }) {
    await redis.admin.call('SCRIPT', 'FLUSH')
  },
  /** What Redis does where it has no memory left. */
  async evictLogs({ redis, ids }) {
    for (const id of ids) await redis.admin.eval(EVICT, 2, `{rivulet:${id}}:meta`, `{rivulet:${id}}:log`)
  },
}

/** An ended run whose log is evicted has expired; that is tested elsewhere. */
const EVICT = `if redis.call('HGET', KEYS[1], 'state') == 'running' then redis.call('DEL', KEYS[2]) end`

async function freeze({ random, relays, harm }: FaultWorld, ms: number): Promise<void> {
  const place = random.whole(0, 1)
  harm.pausedMs[place] = sharedNowMs()
  relays[place]!.pause()
  await sleep(ms)
  relays[place]!.resume()
}

async function restart({ redis, harm, persists }: FaultWorld, downMs: number): Promise<void> {
  if (!persists) harm.emptiedMs = sharedNowMs()
  await redis.kill()
  await sleep(downMs)
  await redis.start()
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
