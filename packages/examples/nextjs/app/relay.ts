import { createRelay, memoryStore, redisStore } from '@rivulet/relay'
import { Redis } from 'ioredis'

const redisUrl = process.env['REDIS_URL']

/** Holds the key, and keeps an answer that grows while its page reloads. The build imports it, so `GATEWAY_URL` must be there too. */
export const relay = createRelay({
  upstream: { baseURL: process.env['GATEWAY_URL'] ?? '', apiKey: () => process.env['GATEWAY_KEY'] },
  // Put the user of your session here: an answer belongs to who is named, and where nobody is, the request is refused.
  authorize: () => 'everybody',
  // In memory an answer is read on where it was asked for; with Redis by every process, so that it does not matter which one a page comes back to.
  store: redisUrl ? redisStore(new Redis(redisUrl, { lazyConnect: true })) : memoryStore(),
})
