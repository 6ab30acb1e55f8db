import { Redis } from 'ioredis'
import { expect, test } from 'vitest'
import { memoryStore } from './memoryStore.js'
import { redisStore } from './redisStore.js'

test.each([{ maxRuns: Number.NaN }, { maxBytes: -1 }, { retentionMs: Number.NaN }, { heartbeatMs: 0 }, { heartbeatMs: Infinity }])(
  'a store in memory is not made with %j',
  (options) => {
    expect(() => memoryStore(options)).toThrow(/^memoryStore: \w+ is no number from \d/)
  },
)

test.each([{ heartbeatMs: Number.NaN }, { heartbeatMs: 0 }, { retentionMs: Infinity }, { commandTimeoutMs: Infinity }])(
  'a store on Redis is not made with %j',
  (options) => {
    expect(() => redisStore(new Redis({ lazyConnect: true }), options)).toThrow(/^redisStore: \w+ is no number from \d/)
  },
)

test('a text is no number, whatever it says', () => {
  expect(() => memoryStore({ maxRuns: '10' as unknown as number })).toThrow('memoryStore: maxRuns is no number from 0')
})
