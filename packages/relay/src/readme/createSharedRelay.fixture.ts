import { createRelay, redisStore, type Relay, type RelayOptions } from '@rivulet/relay'
import { Redis } from 'ioredis'

export function createSharedRelay(redisUrl: string, options: Omit<RelayOptions, 'store'>): Relay {
  return createRelay({ ...options, store: redisStore(new Redis(redisUrl, { lazyConnect: true })) })
}
