import { setTimeout as sleep } from 'node:timers/promises'
import { RATE, RAMP_MS_A_RUN } from './measureLoad.ts'
import { startStand, type Setup } from './Stand.ts'

/** How soon a reader that comes back has what it lacks, in milliseconds. */
export interface ResumeFigures {
  name: string
  /** Events have no ids, so that who comes back reads them all. */
  lacksIds: boolean
  /** Until the first event, of readers that missed a second. */
  firstMs: readonly number[]
  /** Until the thousandth event of a run of so many. */
  thousandMs: readonly number[]
}

const EVENTS = 1000
const CATCH_UPS = 20
const SETTLE_MS = 4000

/** @returns undefined where the setup needs a Redis and there is none */
export async function measureResume(setup: Setup, runs: number, resumes: number): Promise<ResumeFigures | undefined> {
  // All are let in: what is refused cannot come back.
  const stand = await startStand({ ...setup, limits: { lagMs: 60_000 } })
  if (!stand) return undefined
  try {
    const { port, readPort = port, readers } = stand
    const rampMs = runs * RAMP_MS_A_RUN
    await readers.ask('open', { port, readPort: stand.readPort, runs, rampMs, order: { events: RATE * 600, rate: RATE } })
    await sleep(SETTLE_MS)
    const firstMs = await readers.ask('resume', { port: readPort, count: resumes, behind: RATE })
    const thousandMs = await readers.ask('catchUp', { port, readPort, count: CATCH_UPS, events: EVENTS })
    return { name: setup.name, lacksIds: setup.relay === 'resumable', firstMs, thousandMs }
  } finally {
    await stand.end()
  }
}
