import { unref } from '../../unref.js'
import { type LinkEvents, type RedisLink, type RedisSource, retryDelayMs } from './RedisLink.js'

/** What is used of ioredis 5.4 and 6, of `Redis` and `Cluster` alike. */
interface Ioredis {
  status: string
  isCluster?: boolean
  options?: { keyPrefix?: string; db?: number; redisOptions?: { keyPrefix?: string; db?: number } }
  duplicate(...args: unknown[]): Ioredis
  connect(): Promise<unknown>
  disconnect(): void
  call(command: string, ...args: string[]): Promise<unknown>
  subscribe(...channels: string[]): Promise<unknown>
  unsubscribe(...channels: string[]): Promise<unknown>
  on(event: string, listener: (...args: never[]) => void): unknown
}

/** A client of ioredis, told by `call`, which node-redis has not. */
export function ioredisSource(client: object, timeoutMs: number): RedisSource | undefined {
  if (!('call' in client && typeof client.call === 'function')) return undefined
  const caller = client as Ioredis
  const { keyPrefix, db, redisOptions } = caller.options ?? {}
  return {
    keyPrefix: keyPrefix || redisOptions?.keyPrefix || '',
    database: db ?? redisOptions?.db ?? 0,
    open: (events, role) => openLink(duplicate(caller, timeoutMs), events, role === 'messages' ? timeoutMs : undefined),
  }
}

/**
 * By default ioredis sends a command again when its answer was lost, and keeps commands for a connection that is away, to run them late. Here the caller of the
 * store alone says what is repeated.
 */
function duplicate(caller: Ioredis, timeoutMs: number): Ioredis {
  const link = {
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    autoResubscribe: false,
    maxRetriesPerRequest: 0,
    commandTimeout: undefined,
    connectTimeout: Math.max(1000, timeoutMs),
    // Of a server that stopped in the middle nothing is heard, not even an error.
    socketTimeout: 2 * timeoutMs,
    retryStrategy: retryDelayMs,
    readOnly: false,
    keyPrefix: '',
  }
  if (caller.isCluster !== true) return caller.duplicate({ ...link, lazyConnect: true })
  const cluster = { enableOfflineQueue: false, lazyConnect: true, scaleReads: 'master', keyPrefix: '', clusterRetryStrategy: retryDelayMs }
  // A cluster makes its nodes' clients itself, and counts on theirs to wait until they are connected.
  const { enableOfflineQueue: _queue, retryStrategy: _retry, ...nodes } = link
  return caller.duplicate([], { ...cluster, redisOptions: nodes })
}

function openLink(redis: Ioredis, { onReady, onFailure, onMessage }: LinkEvents, pulseMs: number | undefined): RedisLink {
  redis.on('ready', onReady)
  redis.on('error', onFailure)
  redis.on('message', onMessage)
  // Whoever only listens never notices that the other side is gone: asking makes the socket's time limit count.
  const ask = () => {
    if (redis.status === 'ready') redis.call('PING').catch(onFailure)
  }
  const pulse = pulseMs === undefined ? undefined : setInterval(ask, pulseMs)
  unref(pulse)
  return {
    isReady: () => redis.status === 'ready',
    connect: () => void redis.connect().catch(onFailure),
    send: (_key, [command = '', ...args]) => redis.call(command, ...args),
    subscribe: (channels) => redis.subscribe(...channels),
    unsubscribe: (channels) => redis.unsubscribe(...channels),
    destroy() {
      clearInterval(pulse)
      redis.disconnect()
    },
  }
}
