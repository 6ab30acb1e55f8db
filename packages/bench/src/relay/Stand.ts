import type { RelayDuties, RelayProcessOptions } from './relay.ts'
import { type OwnRedis, startRedis } from './redis.ts'
import type { ReaderDuties } from './readers.ts'
import type { UpstreamDuties } from './upstream.ts'
import { Worker } from './Worker.ts'

/** What stands between the upstream and its readers. */
export interface Setup {
  name: string
  /** Nothing at all: what the stand itself costs. */
  relay: RelayProcessOptions['kind'] | 'nothing'
  /** Read on a second process, which shares the Redis. */
  readsElsewhere?: boolean
  limits?: RelayProcessOptions['limits']
  retentionMs?: number
}

/** An upstream, a relay or two, their Redis, and readers: each a process of its own. */
export interface Stand {
  upstream: Worker<UpstreamDuties>
  readers: Worker<ReaderDuties>
  relays: readonly Worker<RelayDuties>[]
  redis: OwnRedis | undefined
  /** Where runs are begun. */
  port: number
  /** Where they are read, if not there. */
  readPort: number | undefined
  end(): Promise<void>
}

/** @returns undefined where it needs a Redis and there is none */
export async function startStand({ relay, readsElsewhere, limits, retentionMs }: Setup): Promise<Stand | undefined> {
  const needsRedis = relay === 'redis' || relay === 'resumable'
  const redis = needsRedis ? await startRedis() : undefined
  if (needsRedis && !redis) return undefined
  const upstream = await Worker.start<UpstreamDuties>('upstream.ts', {})
  const readers = await Worker.start<ReaderDuties>('readers.ts', {})
  const relays: Worker<RelayDuties>[] = []
  const address = await upstream.ask('address')
  const ports: number[] = []
  const kinds = relay === 'nothing' ? [] : readsElsewhere ? [relay, relay] : [relay]
  for (const kind of kinds) {
    const options: RelayProcessOptions = {
      kind,
      upstream: address,
      ...(redis && { redisPort: redis.port }),
      ...(limits && { limits }),
      ...(retentionMs !== undefined && { retentionMs }),
    }
    const worker = await Worker.start<RelayDuties>('relay.ts', options)
    relays.push(worker)
    ports.push(await worker.ask('port'))
  }
  return {
    upstream,
    readers,
    relays,
    redis,
    port: ports[0] ?? Number(new URL(address).port),
    readPort: ports[1],
    async end() {
      for (const worker of [readers, ...relays, upstream]) await worker.end()
      await redis?.end()
    },
  }
}
