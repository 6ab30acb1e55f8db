import { setTimeout as sleep } from 'node:timers/promises'
import type { OwnRedis } from './redis.ts'
import { startStand, type Setup } from './Stand.ts'

/** What one run takes in Redis, from its request to its end. */
export interface RedisFigures {
  name: string
  events: number
  /** Entries of its log: one for each upstream read, or fewer where Redis was slow. */
  entries: number
  /** By `MEMORY USAGE`. */
  logBytes: number
  metaBytes: number
  /** Of the run: those of its user are not counted. */
  runKeys: number
  scripts: number
  publishes: number
  /** All commands, those within scripts among them. */
  commands: number
  inBytes: number
  outBytes: number
  cpuMs: number
}

/** Sends one run of so many events through an otherwise idle relay. @throws where it does not come whole */
export async function measureRedis(setup: Setup, events: number, rate: number): Promise<RedisFigures> {
  const stand = await startStand(setup)
  try {
    const { port, readPort, readers, redis } = stand
    if (!redis) throw new Error(`${setup.name} has no Redis.`)
    // Connections and scripts are there before.
    await readers.ask('open', { port, readPort, runs: 1, rampMs: 0, order: { events: 1, rate } })
    await sleep(1000)
    await redis.client.flushdb()
    const wholeBefore = await readers.ask('whole')
    const before = await redis.info()
    await readers.ask('open', { port, readPort, runs: 1, rampMs: 0, order: { events, rate } })
    await readers.ask('measure', { seconds: events / rate + 1 })
    const after = await redis.info()
    if ((await readers.ask('whole')) === wholeBefore) throw new Error(`${setup.name} lost a part of a run.`)
    const calls = (name: string) => (after.calls[name] ?? 0) - (before.calls[name] ?? 0)
    return {
      name: setup.name,
      events,
      ...(await usageOf(redis)),
      scripts: calls('evalsha') + calls('eval'),
      publishes: calls('publish'),
      commands: sumOf(after.calls) - sumOf(before.calls),
      inBytes: after.inBytes - before.inBytes,
      outBytes: after.outBytes - before.outBytes,
      cpuMs: (after.cpuUs - before.cpuUs) / 1000,
    }
  } finally {
    await stand.end()
  }
}

function sumOf(calls: Readonly<Record<string, number>>): number {
  return Object.values(calls).reduce((sum, more) => sum + more, 0)
}

async function usageOf({ client }: OwnRedis) {
  const keys = await client.keys('*')
  const usage = { entries: 0, logBytes: 0, metaBytes: 0, runKeys: 0 }
  for (const key of keys) {
    const bytes = (await client.memory('USAGE', key, 'SAMPLES', 0)) ?? 0
    if (key.endsWith(':log')) {
      usage.entries += await client.xlen(key)
      usage.logBytes += bytes
    } else if (key.endsWith(':meta')) usage.metaBytes += bytes
    if (/:(?:log|meta)$|:sentinel:/.test(key)) usage.runKeys++
  }
  return usage
}
