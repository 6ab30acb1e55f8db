import { setTimeout as sleep } from 'node:timers/promises'
import { RawReader } from './RawReader.ts'

export interface Churn {
  port: number
  /** So many runs are under way at any time. */
  runs: number
  seconds: number
  /** Of each run. */
  events: number
  rate: number
}

/** How many runs went each way; failed are those that were not let in, or did not go it as they should. */
export type Ways = Record<'read' | 'resumed' | 'stopped' | 'abandoned' | 'failed', number>

const PAUSE_MS = 50
/** Of all runs. Where more fail, the load is another than the one that is told. */
const MOST_FAILED = 0.01

/** Runs that begin and end all the time, in each of the ways in which people leave them. */
export async function churn({ port, runs, seconds, events, rate }: Churn): Promise<Ways> {
  const ways: Ways = { read: 0, resumed: 0, stopped: 0, abandoned: 0, failed: 0 }
  const endMs = performance.now() + 1000 * seconds
  const place = async (user: string, offset: number) => {
    await sleep(((offset * 1000) / runs) * (events / rate))
    for (let turn = offset; performance.now() < endMs; turn++) ways[await oneRun(port, user, turn, { events, rate })]++
  }
  await Promise.all(Array.from({ length: runs }, (_, i) => place(`churn-${i}`, i)))
  return ways
}

/** @returns how many runs there were @throws where too many of them failed, or none went one of the ways */
export function checkWays({ failed, ...ways }: Ways): number {
  const counts = Object.values(ways)
  const runs = counts.reduce((sum, count) => sum + count, failed)
  if (failed > MOST_FAILED * runs || counts.includes(0)) throw new Error(`Of ${runs} runs ${failed} failed; ${JSON.stringify(ways)}.`)
  return runs
}

async function oneRun(port: number, user: string, turn: number, bench: { events: number; rate: number }): Promise<keyof Ways> {
  const body = { model: 'bench', stream: true, messages: [{ role: 'user', content: 'Go on.' }], bench }
  const reader = new RawReader({ port, path: 'chat/completions', user, body })
  await ended(reader, bench.events / 4)
  if (reader.status !== 200 || reader.events < bench.events / 4) {
    await sleep(PAUSE_MS)
    return 'failed'
  }
  const run = `runs/${reader.runId}`
  if (turn % 10 === 1) {
    reader.leave()
    await sleep(2 * PAUSE_MS)
    const { lastEventId } = reader
    const resumed = new RawReader({ port, path: `${run}/events`, user, lastEventId })
    await ended(resumed)
    // Ids count events from 1.
    const isNext = resumed.firstNumber === Number(lastEventId.split('.')[1])
    return isNext && isAtEnd(resumed, bench.events) ? 'resumed' : 'failed'
  }
  if (turn % 10 === 2) {
    const stopping = new RawReader({ port, path: `${run}/stop`, user, body: {} })
    await Promise.all([ended(reader), answered(stopping)])
    stopping.leave()
    return stopping.status >= 200 && stopping.status < 300 ? 'stopped' : 'failed'
  }
  if (turn % 10 === 3) {
    reader.leave()
    return 'abandoned'
  }
  await ended(reader)
  return isAtEnd(reader, bench.events) ? 'read' : 'failed'
}

/** Whether the last event of so many has come, and no other was lost. */
function isAtEnd({ isDone, error, firstNumber = 0, events }: RawReader, all: number): boolean {
  return isDone && error === undefined && firstNumber + events === all
}

function answered(reader: RawReader): Promise<void> {
  if (reader.isClosed || reader.status !== 0) return Promise.resolve()
  return new Promise((resolve) => {
    reader.onHead = reader.onClose = resolve
  })
}

/** Resolves when the reader has so many events, or is at its end. */
function ended(reader: RawReader, events = Infinity): Promise<void> {
  if (reader.isClosed) return Promise.resolve()
  return new Promise((resolve) => {
    reader.onEvent = () => reader.events >= events && resolve()
    reader.onClose = resolve
  })
}
