import { ioredisSource } from './ioredisSource.js'
import { nodeRedisSource } from './nodeRedisSource.js'
import type { RedisSource } from './RedisLink.js'

/**
 * A client that the caller made: ioredis (5.4 or later, `new Redis()` or `new Cluster()`) or node-redis (5 or later, `createClient()` or `createCluster()`).
 * It need not be connected.
 *
 * @see https://github.com/redis/ioredis
 * @see https://github.com/redis/node-redis
 */
export interface RedisClient {
  /** Makes the store's own connections, so that the application's keep their settings and their use. */
  duplicate: (...args: never[]) => unknown
  /** Sends a command; tells that it is a client. */
  sendCommand: (...args: never[]) => unknown
}

/** Tells the libraries apart by what their clients can do, so that neither is imported. */
export function sourceOf(client: RedisClient, timeoutMs: number): RedisSource {
  // An address in place of a client is the likeliest mistake.
  const source = Object(client) === client ? (ioredisSource(client, timeoutMs) ?? nodeRedisSource(client, timeoutMs)) : undefined
  if (source) return source
  throw new TypeError(
    'redisStore: this is not a client that it knows, so that no run could be kept. Give it one of ioredis (new Redis(), new Cluster()) or of redis (createClient(), createCluster()); a pool or a sentinel client of redis will not do.',
  )
}
