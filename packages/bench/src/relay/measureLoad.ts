import { setTimeout as sleep } from 'node:timers/promises'
import { quantile, spreadOf } from '../spread.ts'
import type { Opened } from './readers.ts'
import { startStand, type Setup, type Stand } from './Stand.ts'

export const RATE = 20
const SETTLE_MS = 2000
/** Runs begin so long after one another: a fleet's worth of users does not press the key in the same instant. */
export const RAMP_MS_A_RUN = 15

export interface LoadFigures extends Opened {
  name: string
  runs: number
  /** What was seen in each round of the same load. */
  rounds: readonly LoadRound[]
}

export interface LoadRound {
  p50Ms: number
  p99Ms: number
  /** In % of one core, of the relay that runs are begun on. */
  cpu: number | undefined
  rssMb: number | undefined
  redisCpu: number | undefined
  readersCpu: number
  /** Of the events that the admitted runs should get, in %. */
  servedPercent: number
  /** The same of the run that got the fewest. */
  leastPercent: number
  /** Admitted runs that got nothing, lost an event, or ended. */
  unserved: number
}

/** How long a load is looked at. */
export interface LoadTime {
  rounds: number
  /** Of one round. */
  seconds: number
}

/** Puts a load on a setup and measures for a while. @throws where no run is let in */
export async function measureLoad(setup: Setup, runs: number, time: LoadTime): Promise<LoadFigures> {
  const stand = await startStand(setup)
  try {
    const { port, readPort, readers } = stand
    const rampMs = runs * RAMP_MS_A_RUN
    const events = Math.ceil(RATE * (time.rounds * time.seconds + 60 + rampMs / 1000))
    const opened = await readers.ask('open', { port, readPort, runs, rampMs, order: { events, rate: RATE } })
    if (opened.admitted === 0) throw new Error(`None of ${runs} runs was let in, ${opened.refused} were refused.`)
    await sleep(SETTLE_MS)
    const rounds: LoadRound[] = []
    while (rounds.length < time.rounds) rounds.push(await measureRound(stand, time.seconds, opened.admitted))
    return { name: setup.name, runs, ...opened, rounds }
  } finally {
    await stand.end()
  }
}

async function measureRound({ readers, relays: [relay], redis }: Stand, seconds: number, admitted: number): Promise<LoadRound> {
  const look = async () => ({
    relay: await relay?.ask('used'),
    readers: await readers.ask('used'),
    redis: await redis?.info(),
  })
  const before = await look()
  const measured = await readers.ask('measure', { seconds })
  const after = await look()
  const percent = (from: CpuUsed | undefined, to: CpuUsed | undefined) => from && to && (to.cpuUs - from.cpuUs) / 1e4 / measured.seconds
  const wanted = RATE * measured.seconds
  const { latenciesMs } = measured
  return {
    p50Ms: quantile(latenciesMs, 0.5),
    p99Ms: quantile(latenciesMs, 0.99),
    cpu: percent(before.relay, after.relay),
    rssMb: after.relay && after.relay.rssBytes / 1e6,
    redisCpu: percent(before.redis, after.redis),
    readersCpu: percent(before.readers, after.readers) ?? Number.NaN,
    servedPercent: (100 * latenciesMs.length) / (wanted * admitted),
    leastPercent: (100 * spreadOf(measured.events).min) / wanted,
    unserved: measured.unserved,
  }
}

interface CpuUsed {
  readonly cpuUs: number
}
