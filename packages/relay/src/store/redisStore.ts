import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import { type Bounds, checkNumbers, MAX_TIMER_MS } from './checkNumbers.js'
import { limiterOf, wholeSeconds } from './limiterOf.js'
import { Channels } from './redis/Channels.js'
import { Connection } from './redis/Connection.js'
import { packFrames, readMessage, readRange, readStatus } from './redis/entries.js'
import { type RedisClient, sourceOf } from './redis/RedisClient.js'
import { APPEND, CREATE, HOLD, LOOK, STOP } from './redis/lua.js'
import { createScripts } from './redis/createScripts.js'
import type { RunStore } from './RunStore.js'

/** How a {@link redisStore} keeps runs. All relays on one Redis need the same. */
export interface RedisStoreOptions {
  /**
   * How long a run lives without a beat of its producer, in milliseconds. Two looks a quarter of it apart, both after that, declare the run lost.
   *
   * @defaultValue 8000
   */
  heartbeatMs?: number
  /**
   * How long the events of a run can be read after its end, in milliseconds. For as long again it is known that they were there.
   *
   * @defaultValue 600_000
   */
  retentionMs?: number
  /**
   * What every key and channel begins with, after the client's own `keyPrefix`. Without braces, which Redis Cluster reads.
   *
   * @defaultValue 'rivulet'
   */
  prefix?: string
  /**
   * How long one call may take, in milliseconds, with the wait for a connection.
   *
   * @defaultValue a quarter of `heartbeatMs`
   */
  commandTimeoutMs?: number
}

const BOUNDS: Bounds<RedisStoreOptions> = {
  heartbeatMs: [1, MAX_TIMER_MS],
  retentionMs: [0, Number.MAX_SAFE_INTEGER / 2],
  commandTimeoutMs: [1, MAX_TIMER_MS],
}

/**
 * Keeps runs in Redis 6.2 or later: any relay on it can show, resume and stop any run. The client is never used itself: two connections like it are opened at
 * the first need, with options that do not repeat or delay commands behind the store's back. It stays the caller's to close.
 *
 * A run is two keys that share a hash slot, so that Redis Cluster spreads runs; what is pushed between relays goes by PUBLISH.
 *
 * Every method rejects with {@link StoreUnavailableError} where Redis does not answer in time.
 *
 * @example
 * ```ts
 * // It is only duplicated: without lazyConnect it would open a connection of its own.
 * createRelay({ store: redisStore(new Redis(process.env.REDIS_URL, { lazyConnect: true })), ...options })
 * ```
 * @throws `TypeError` where `client` is of no library that it knows, `prefix` is empty or holds a brace, or a time is no number of milliseconds.
 */
export function redisStore(client: RedisClient, options: RedisStoreOptions = {}): RunStore {
  checkNumbers('redisStore', options, BOUNDS)
  const { prefix = 'rivulet' } = options
  // Redis counts in whole milliseconds.
  const [heartbeatMs, retentionMs] = [Math.ceil(options.heartbeatMs ?? 8000), Math.ceil(options.retentionMs ?? 600_000)]
  const { commandTimeoutMs = heartbeatMs / 4 } = options
  if (prefix === '' || /[{}]/.test(prefix))
    throw new TypeError(`redisStore: prefix must be a name without braces, not ${JSON.stringify(prefix)}.`)
  const source = sourceOf(client, commandTimeoutMs)
  const connection = new Connection((events) => source.open({ ...events, onMessage: () => {} }, 'commands'), commandTimeoutMs)
  const channels = new Channels((events) => source.open(events, 'messages'), commandTimeoutMs)
  const evaluate = createScripts(connection)
  // A run under way must outlive a long silence between its producer and Redis.
  const liveMs = Math.max(retentionMs, 10 * heartbeatMs)

  const key = (kind: string, name: string) => `${source.keyPrefix}{${prefix}:${name}}:${kind}`
  const runKeys = (id: string) => [key('meta', id), key('log', id)] as const
  // Channels know no databases.
  const channel = (kind: string, name: string) => `${source.keyPrefix}${prefix}:${source.database}:${kind}:${name}`
  const ending = (id: string) => [channel('tail', id), retentionMs]
  const nudging = (id: string) => [channel('nudge', ''), id]
  const run = async (lua: string, id: string, args: readonly (string | number)[]) => readStatus(await evaluate(lua, runKeys(id), args))

  return {
    heartbeatMs,
    isShared: true,
    create({ id, principal, owner, fingerprint, epoch = 1, log = [] }) {
      const entries = log.flatMap(({ last, frames }) => [last, packFrames(frames)])
      return run(CREATE, id, [principal, owner, fingerprint, heartbeatMs, liveMs, epoch, ...entries])
    },
    append(id, { epoch, owner, first, frames, end, beat }) {
      const numbers = [epoch, first, first + frames.length - 1]
      const life = [beat ? 1 : 0, heartbeatMs, liveMs]
      return run(APPEND, id, [...ending(id), ...numbers, packFrames(frames), ...life, end?.state ?? '', end?.detail ?? '', owner])
    },
    stop: (id, detail) => run(STOP, id, [...ending(id), ...nudging(id), detail]),
    look: (id, attach) => run(LOOK, id, [...ending(id), ...nudging(id), attach ? 1 : 0, heartbeatMs / 4]),
    async read(id, after, count) {
      const log = key('log', id)
      return readRange(await connection.call((link) => link.send(log, ['XRANGE', log, `${after + 1}-0`, '+', 'COUNT', String(count)])))
    },
    follow: (id, listener) =>
      channels.listen(channel('tail', id), (message) => listener(message === undefined ? [] : [readMessage(message)])),
    onNudge: (owner, listener) => channels.listen(channel('nudge', owner), (id) => id !== undefined && listener(id)),
    hold: async (principal, id, most, leaseMs) => Number(await evaluate(HOLD, [key('places', principal)], [id, most, leaseMs])) === 1,
    async release(principal, id) {
      const places = key('places', principal)
      await connection.call((link) => link.send(places, ['ZREM', places, id]))
    },
    createRateLimiter(name, points, durationMs) {
      const bounds = { points, duration: wholeSeconds(durationMs) }
      // Looks like a client of node-redis to the limiter, so that the deadline and the digests of scripts are the store's.
      const evalClient = {
        eval: async (lua: string, { keys: [counter], arguments: args }: { keys: [string]; arguments: string[] }) =>
          ((await evaluate(lua, [counter], args)) as unknown[]).map(Number),
      }
      const insuranceLimiter = new RateLimiterMemory(bounds)
      const keyPrefix = `${source.keyPrefix}${prefix}:rate:${name}`
      return limiterOf(new RateLimiterRedis({ ...bounds, storeClient: evalClient, useRedisPackage: true, keyPrefix, insuranceLimiter }))
    },
    async check() {
      // A replica answers as well, and takes no runs: it refuses what would change something, though there is nothing to delete.
      const probe = key('check', 'health')
      await connection.call((link) => link.send(probe, ['DEL', probe]))
    },
    async close() {
      channels.close()
      connection.close()
    },
  }
}
