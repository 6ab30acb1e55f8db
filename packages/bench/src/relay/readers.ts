// The readers of a load, all in one process of their own.
import { setTimeout as sleep } from 'node:timers/promises'
import { nowUs } from './clock.ts'
import { churn } from './churn.ts'
import { RawReader, type Target } from './RawReader.ts'
import type { Order } from './upstream.ts'
import { serveDuties, used } from './Worker.ts'

export interface Load {
  /** Where runs are begun. */
  port: number
  /** Where they are read, if not there: who began them leaves. */
  readPort?: number | undefined
  runs: number
  /** Over which they begin. */
  rampMs: number
  order: Order
}

/** What became of the runs of a load so far. */
export interface Opened {
  admitted: number
  /** How many were answered by 503. */
  refused: number
  /** Answered by another status, or by nothing at all. */
  failed: number
}

export interface Measured {
  seconds: number
  /** Milliseconds from the upstream's write to the reader. */
  latenciesMs: Float64Array
  /** How many events each admitted run got. */
  events: number[]
  /** Runs that ended, and what their errors said. */
  ended: Record<string, number>
}

const HEAD_MS = 30_000
const POLL_MS = 50

let readers: RawReader[] = []
let users = 0

async function open({ port, readPort, runs, rampMs, order }: Load): Promise<Opened> {
  const statuses: number[] = []
  const startUs = nowUs()
  for (let run = 0; run < runs; run++) {
    const dueMs = (run * rampMs) / runs - (nowUs() - startUs) / 1000
    if (dueMs > 1) await sleep(dueMs)
    void take(begin(port, readPort, order), statuses)
  }
  for (let waitedMs = 0; statuses.length < runs && waitedMs < HEAD_MS; waitedMs += POLL_MS) await sleep(POLL_MS)
  const count = (status: number) => statuses.filter((it) => it === status).length
  return { admitted: count(200), refused: count(503), failed: runs - count(200) - count(503) }
}

async function take(beginning: Promise<RawReader>, statuses: number[]): Promise<void> {
  const reader = await beginning
  statuses.push(reader.status)
  if (reader.status === 200) readers.push(reader)
}

async function begin(port: number, readPort: number | undefined, bench: Order): Promise<RawReader> {
  const user = `user-${users++}`
  const body = { model: 'bench', stream: true, messages: [{ role: 'user', content: 'Go on.' }], bench }
  const first = await headOf(new RawReader({ port, path: 'chat/completions', user, body }))
  if (readPort === undefined || first.status !== 200) return first
  const reader = await headOf(new RawReader({ port: readPort, path: `runs/${first.runId}/events`, user }))
  first.leave()
  return reader
}

function headOf(reader: RawReader): Promise<RawReader> {
  return new Promise((resolve) => {
    reader.onHead = reader.onClose = () => resolve(reader)
  })
}

async function measure({ seconds }: { seconds: number }): Promise<Measured> {
  const latenciesMs: number[] = []
  const before = readers.map(({ events }) => events)
  const startUs = nowUs()
  for (const reader of readers) reader.onEvent = (latencyUs) => latenciesMs.push(latencyUs / 1000)
  await sleep(seconds * 1000)
  for (const reader of readers) reader.onEvent = undefined
  const ended: Record<string, number> = {}
  for (const { isClosed, error } of readers) {
    const why = error ?? (isClosed ? 'closed' : undefined)
    if (why !== undefined) ended[why] = (ended[why] ?? 0) + 1
  }
  return {
    seconds: (nowUs() - startUs) / 1e6,
    latenciesMs: Float64Array.from(latenciesMs).toSorted(),
    events: readers.map(({ events }, run) => events - (before[run] ?? 0)),
    ended,
  }
}

/** How long it takes until a reader that comes back has its first event, in milliseconds, for so many of them. Where events have no ids, it reads from the first. */
async function resume({ port, count, behind }: { port: number; count: number; behind: number }): Promise<number[]> {
  const tookMs: number[] = []
  for (let i = 0; i < count; i++) {
    const { user, runId, lastEventId } = readers[i % readers.length] ?? {}
    const [epoch, seq] = (lastEventId ?? '').split('.').map(Number)
    if (!user || !runId || (lastEventId !== '' && (!epoch || !seq || seq <= behind))) continue
    const from = epoch && seq ? { lastEventId: `${epoch}.${seq - behind}` } : {}
    tookMs.push(await msTo(1, { port, path: `runs/${runId}/events`, user, ...from }))
    await sleep(20)
  }
  return tookMs
}

/** How long it takes to read a long run that is there already, from its first event. */
async function catchUp({
  port,
  readPort,
  count,
  events,
}: {
  port: number
  readPort: number
  count: number
  events: number
}): Promise<number[]> {
  const tookMs: number[] = []
  for (let i = 0; i < count; i++) {
    const first = await begin(port, undefined, { events: events + 200, rate: 20, burst: events })
    while (first.events < events && !first.isClosed) await sleep(10)
    tookMs.push(await msTo(events, { port: readPort, path: `runs/${first.runId}/events`, user: first.user }))
    first.leave()
  }
  return tookMs
}

async function msTo(events: number, target: Target): Promise<number> {
  const reader = new RawReader(target)
  await new Promise<void>((resolve) => {
    reader.onEvent = () => reader.events >= events && resolve()
    reader.onClose = resolve
  })
  reader.leave()
  return reader.events >= events ? (nowUs() - reader.startedUs) / 1000 : Infinity
}

function close(): void {
  for (const reader of readers) reader.leave()
  readers = []
}

export const duties = { used, open, measure, resume, catchUp, churn, close }
export type ReaderDuties = typeof duties
serveDuties(duties)
