import { unref } from '../../unref.js'
import { type LinkEvents, type RedisLink, type RedisSource, retryDelayMs } from './RedisLink.js'

type Listener = (message: string, channel: string) => void

interface Options {
  keyPrefix?: string | Uint8Array
  database?: number
  socket?: object
  defaults?: Options
}

/** What is used of node-redis 5 and 6, of `createClient` and `createCluster` alike. */
interface NodeRedis {
  isReady?: boolean
  options?: Options
  /** A cluster's, which has no public word for them. */
  _options?: Options
  duplicate(overrides: object): NodeRedis
  connect(): Promise<unknown>
  destroy(): unknown
  subscribe(channels: string[], listener: Listener): Promise<unknown>
  unsubscribe(channels: string[], listener: Listener): Promise<unknown>
  on(event: string, listener: (error: unknown) => void): unknown
}

interface Single extends NodeRedis {
  sendCommand(args: readonly string[]): Promise<unknown>
}

interface Cluster extends NodeRedis {
  sendCommand(firstKey: string, isReadonly: boolean, args: readonly string[]): Promise<unknown>
}

/** A client of node-redis. Its pool and its sentinel client hand out connections of their own accord, and have no `subscribe` to count on. */
export function nodeRedisSource(client: object, timeoutMs: number): RedisSource | undefined {
  if (!isNodeRedis(client)) return undefined
  // A cluster's client has no public word for its options, and they hold the password.
  const options = client.options ?? client['_options'] ?? {}
  return {
    keyPrefix: text(options.keyPrefix ?? ''),
    database: options.database ?? options.defaults?.database ?? 0,
    open(events) {
      if (isCluster(client)) {
        const { defaults } = options
        return openCluster(
          client.duplicate({ keyPrefix: undefined, defaults: { ...defaults, ...safe(defaults, timeoutMs) } }) as Cluster,
          events,
        )
      }
      return openSingle(client.duplicate(safe(options, timeoutMs)) as Single, events)
    },
  }
}

const isNodeRedis = (client: object): client is NodeRedis =>
  ['sendCommand', 'duplicate', 'subscribe', 'connect', 'destroy'].every((name) => name in client) &&
  !('acquire' in client) &&
  !('execute' in client)

const isCluster = (client: object) => 'nodeClient' in client

const text = (value: string | Uint8Array) => (typeof value === 'string' ? value : new TextDecoder().decode(value))

/** By default node-redis keeps commands for a connection that is away, and does not notice that a server has stopped in the middle. */
const safe = ({ socket }: Options = {}, timeoutMs: number) => ({
  disableOfflineQueue: true,
  pingInterval: timeoutMs,
  keyPrefix: undefined,
  readonly: false,
  commandOptions: {},
  clientSideCache: undefined,
  emitInvalidate: false,
  socket: { ...socket, connectTimeout: Math.max(1000, timeoutMs), socketTimeout: 2 * timeoutMs + 1000, reconnectStrategy: retryDelayMs },
})

function openSingle(redis: Single, { onReady, onFailure, onMessage }: LinkEvents): RedisLink {
  const listener: Listener = (message, channel) => onMessage(channel, message)
  redis.on('ready', onReady)
  redis.on('error', onFailure)
  return {
    isReady: () => redis.isReady === true,
    connect: () => void redis.connect().catch(onFailure),
    send: (_key, args) => redis.sendCommand(args),
    subscribe: (channels) => redis.subscribe(channels, listener),
    unsubscribe: (channels) => redis.unsubscribe(channels, listener),
    destroy: () => void redis.destroy(),
  }
}

/** A cluster's client connects its nodes again by itself, but gives up for good where it finds none of them at first. */
function openCluster(redis: Cluster, { onReady, onFailure, onMessage }: LinkEvents): RedisLink {
  const listener: Listener = (message, channel) => onMessage(channel, message)
  let state: 'away' | 'ready' | 'closed' = 'away'
  let timer: ReturnType<typeof setTimeout> | undefined
  redis.on('error', onFailure)

  async function connect(tries = 0) {
    try {
      await redis.connect()
      if (state === 'closed') redis.destroy()
      else {
        state = 'ready'
        onReady()
      }
    } catch (error) {
      onFailure(error)
      if (state === 'closed') return
      timer = setTimeout(() => void connect(tries + 1), retryDelayMs(tries))
      unref(timer)
    }
  }

  return {
    isReady: () => state === 'ready',
    connect: () => void connect(),
    send: (key, args) => redis.sendCommand(key, false, args),
    subscribe: (channels) => redis.subscribe(channels, listener),
    unsubscribe: (channels) => redis.unsubscribe(channels, listener),
    destroy() {
      clearTimeout(timer)
      if (state === 'ready') redis.destroy()
      state = 'closed'
    },
  }
}
