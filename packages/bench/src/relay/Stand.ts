import type { Failures } from '../Failures.ts'
import type { RelayDuties, RelayProcessOptions } from './relay.ts'
import { hasRedis, NO_REDIS, startRedis, type OwnRedis } from './redis.ts'
import type { ReaderDuties } from './readers.ts'
import type { UpstreamDuties } from './upstream.ts'
import { Worker, type Duties } from './Worker.ts'

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

/** What needs a Redis is told as not measured where none is installed. */
export function leaveOutWithoutRedis(setups: readonly Setup[], failures: Failures): void {
  if (!hasRedis()) for (const setup of setups) if (needsRedis(setup)) failures.leaveOut(setup.name, NO_REDIS)
}

const needsRedis = ({ relay }: Setup): boolean => relay === 'redis' || relay === 'resumable'

/** @throws where it does not start, or a run comes as another answer than the upstream's */
export async function startStand(setup: Setup): Promise<Stand> {
  const { relay, readsElsewhere, limits, retentionMs } = setup
  const redis = needsRedis(setup) ? await startRedis() : undefined
  const started: { end(): Promise<void> }[] = redis ? [redis] : []
  const end = async () => {
    for (const one of started.toReversed()) await one.end()
  }
  const start = async <Asked extends Duties>(script: string, options: object): Promise<Worker<Asked>> => {
    const worker = await Worker.start<Asked>(script, options)
    started.push(worker)
    return worker
  }
  try {
    const upstream = await start<UpstreamDuties>('upstream.ts', {})
    const address = await upstream.ask('address')
    const options: RelayProcessOptions | undefined =
      relay === 'nothing'
        ? undefined
        : {
            kind: relay,
            upstream: address,
            ...(redis && { redisPort: redis.port }),
            ...(limits && { limits }),
            ...(retentionMs !== undefined && { retentionMs }),
          }
    const relays: Worker<RelayDuties>[] = []
    if (options) for (let count = readsElsewhere ? 2 : 1; count > 0; count--) relays.push(await start<RelayDuties>('relay.ts', options))
    const [port = Number(new URL(address).port), readPort] = await Promise.all(relays.map((worker) => worker.ask('port')))
    const readers = await start<ReaderDuties>('readers.ts', {})
    await readers.ask('checkRun', { port, readPort })
    return { upstream, readers, relays, redis, port, readPort, end }
  } catch (error) {
    await end()
    throw error
  }
}
