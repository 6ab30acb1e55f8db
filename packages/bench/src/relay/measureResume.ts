import { setTimeout as sleep } from 'node:timers/promises'
import { RATE, RAMP_MS_A_RUN } from './measureLoad.ts'
import { startStand, type Setup } from './Stand.ts'

/** How soon a reader that comes back has what it lacks, in milliseconds. */
export interface ResumeFigures {
  name: string
  /** Until the first event, of readers that missed a second. */
  firstMs: readonly number[]
  /** Until the thousandth event of a run of so many. */
  thousandMs: readonly number[]
  /** Readers of both kinds that got nothing or something else, and runs that were not let in. */
  failed: number
}

const EVENTS = 1000
const CATCH_UPS = 20
const SETTLE_MS = 4000

/** @throws where nobody got anything */
export async function measureResume(setup: Setup, runs: number, resumes: number): Promise<ResumeFigures> {
  // All are let in: what is refused cannot come back.
  const stand = await startStand({ ...setup, limits: { lagMs: 60_000 } })
  try {
    const { port, readPort = port, readers } = stand
    const rampMs = runs * RAMP_MS_A_RUN
    const order = { events: RATE * 600, rate: RATE }
    const { admitted } = await readers.ask('open', { port, readPort: stand.readPort, runs, rampMs, order })
    await sleep(SETTLE_MS)
    const first = await readers.ask('resume', { port: readPort, count: resumes, behind: RATE })
    const thousand = await readers.ask('catchUp', { port, readPort, count: CATCH_UPS, events: EVENTS })
    const failed = runs - admitted + first.failed + thousand.failed
    if (first.tookMs.length === 0 || thousand.tookMs.length === 0) throw new Error(`${failed} readers that came back got nothing.`)
    return { name: setup.name, firstMs: first.tookMs, thousandMs: thousand.tookMs, failed }
  } finally {
    await stand.end()
  }
}
