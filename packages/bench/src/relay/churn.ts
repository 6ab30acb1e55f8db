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

/** How many runs went each way. */
export type Ways = Record<'read' | 'resumed' | 'stopped' | 'abandoned' | 'failed', number>

const PAUSE_MS = 50

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

async function oneRun(port: number, user: string, turn: number, bench: { events: number; rate: number }): Promise<keyof Ways> {
  const body = { model: 'bench', stream: true, messages: [{ role: 'user', content: 'Go on.' }], bench }
  const reader = new RawReader({ port, path: 'chat/completions', user, body })
  await ended(reader, bench.events / 4)
  if (reader.status !== 200) {
    await sleep(PAUSE_MS)
    return 'failed'
  }
  const run = `runs/${reader.runId}`
  if (turn % 10 === 1) {
    reader.leave()
    await sleep(10 * PAUSE_MS)
    await ended(new RawReader({ port, path: `${run}/events`, user, lastEventId: reader.lastEventId }))
    return 'resumed'
  }
  if (turn % 10 === 2) {
    const stopping = new RawReader({ port, path: `${run}/stop`, user, body: {} })
    await ended(reader)
    stopping.leave()
    return 'stopped'
  }
  if (turn % 10 === 3) {
    reader.leave()
    return 'abandoned'
  }
  await ended(reader)
  return 'read'
}

/** Resolves when the reader has so many events, or is at its end. */
function ended(reader: RawReader, events = Infinity): Promise<void> {
  if (reader.isClosed) return Promise.resolve()
  return new Promise((resolve) => {
    reader.onEvent = () => reader.events >= events && resolve()
    reader.onClose = resolve
  })
}
