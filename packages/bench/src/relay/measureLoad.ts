import { setTimeout as sleep } from 'node:timers/promises'
import type { Opened } from './readers.ts'
import { startStand, type Setup, type Stand } from './Stand.ts'

export const RATE = 20
const SETTLE_MS = 2000
/** Runs begin so long after one another: a fleet's worth of users does not press the key in the same instant. */
export const RAMP_MS_A_RUN = 15

export interface LoadFigures extends Opened {
  name: string
  runs: number
  p50Ms: number
  p99Ms: number
  /** In % of one core, of each relay. */
  cpu: readonly number[]
  rssMb: readonly number[]
  redisCpu: number | undefined
  upstreamCpu: number
  readersCpu: number
  /** Of the events that the admitted runs should get, in %. */
  servedPercent: number
  /** The same of the run that got the fewest. */
  leastPercent: number
  /** Admitted runs that got nothing at all. */
  starved: number
  ended: Readonly<Record<string, number>>
}

/** Puts a load on a setup and measures for a while. @returns undefined where the setup needs a Redis and there is none */
export async function measureLoad(setup: Setup, runs: number, seconds: number): Promise<LoadFigures | undefined> {
  const stand = await startStand(setup)
  if (!stand) return undefined
  try {
    return await measureOn(stand, setup, runs, seconds)
  } finally {
    await stand.end()
  }
}

async function measureOn(stand: Stand, { name }: Setup, runs: number, seconds: number): Promise<LoadFigures> {
  const { port, readPort, readers, relays, upstream, redis } = stand
  const rampMs = runs * RAMP_MS_A_RUN
  const events = Math.ceil(RATE * (seconds + 60 + rampMs / 1000))
  const opened = await readers.ask('open', { port, readPort, runs, rampMs, order: { events, rate: RATE } })
  await sleep(SETTLE_MS)
  const look = async () => ({
    own: await Promise.all([...relays, upstream, readers].map((worker) => worker.ask('used'))),
    redis: await redis?.info(),
  })
  const before = await look()
  const measured = await readers.ask('measure', { seconds })
  const after = await look()
  await readers.ask('close')
  const percent = (cpuUs: number) => cpuUs / 1e4 / measured.seconds
  const cpu = after.own.map(({ cpuUs }, i) => percent(cpuUs - (before.own[i]?.cpuUs ?? 0)))
  const wanted = RATE * measured.seconds
  const { latenciesMs } = measured
  const quantile = (q: number) => latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(q * latenciesMs.length))] ?? Number.NaN
  return {
    name,
    runs,
    ...opened,
    p50Ms: quantile(0.5),
    p99Ms: quantile(0.99),
    cpu: cpu.slice(0, relays.length),
    rssMb: after.own.slice(0, relays.length).map(({ rssBytes }) => rssBytes / 1e6),
    redisCpu: before.redis && after.redis && percent(after.redis.cpuUs - before.redis.cpuUs),
    upstreamCpu: cpu.at(-2) ?? 0,
    readersCpu: cpu.at(-1) ?? 0,
    servedPercent: (100 * latenciesMs.length) / (wanted * opened.admitted),
    leastPercent: (100 * Math.min(...measured.events)) / wanted,
    starved: measured.events.filter((count) => count === 0).length,
    ended: measured.ended,
  }
}
