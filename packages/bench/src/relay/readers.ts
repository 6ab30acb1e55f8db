// The readers of a load, all in one process of their own.
import { setTimeout as sleep } from 'node:timers/promises'
import { nowUs } from './clock.ts'
import { checkRun } from './checkRun.ts'
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
  /** Admitted runs that got nothing, lost an event, or ended. */
  unserved: number
}

/** Readers that came for events, and what became of them. */
export interface Returned {
  /** Of each that got what it came for: how long that took, in milliseconds. */
  tookMs: number[]
  /** Those that could not come back, got nothing or something else. */
  failed: number
}

/** So long a reader waits for an answer. */
const PATIENCE_MS = 30_000
const POLL_MS = 50

const readers: RawReader[] = []
let users = 0

async function open({ port, readPort, runs, rampMs, order }: Load): Promise<Opened> {
  const statuses: number[] = []
  const startUs = nowUs()
  for (let run = 0; run < runs; run++) {
    const dueMs = (run * rampMs) / runs - (nowUs() - startUs) / 1000
    if (dueMs > 1) await sleep(dueMs)
    void admit(begin(port, readPort, order), statuses)
  }
  for (let waitedMs = 0; statuses.length < runs && waitedMs < PATIENCE_MS; waitedMs += POLL_MS) await sleep(POLL_MS)
  const count = (status: number) => statuses.filter((it) => it === status).length
  return { admitted: count(200), refused: count(503), failed: runs - count(200) - count(503) }
}

async function admit(beginning: Promise<RawReader>, statuses: number[]): Promise<void> {
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
  const events = readers.map((reader, run) => reader.events - (before[run] ?? 0))
  return {
    seconds: (nowUs() - startUs) / 1e6,
    latenciesMs: Float64Array.from(latenciesMs).toSorted(),
    events,
    unserved: readers.filter(({ error, isClosed }, run) => events[run] === 0 || error !== undefined || isClosed).length,
  }
}

/**
 * How long it takes until a reader that comes back has its first event, for so many of them. Where events have no ids, it says how many characters it has read.
 * @param behind events that it lacks
 */
async function resume({ port, count, behind }: { port: number; count: number; behind: number }): Promise<Returned> {
  const returned: Returned = { tookMs: [], failed: 0 }
  for (let i = 0; i < count; i++) {
    const { user = '', runId = '', lastEventId = '', ends = [] } = readers[i % readers.length] ?? {}
    const path = `runs/${runId}/events`
    // Ids count events from 1.
    const [epoch = 0, seq = ends.length] = lastEventId.split('.').map(Number)
    const first = Math.max(0, seq - behind)
    const from = lastEventId === '' ? { path: `${path}?resumeAt=${ends[first - 1] ?? 0}` } : { path, lastEventId: `${epoch}.${first}` }
    await take(returned, { port, user, ...from }, { first, events: 1 })
    await sleep(20)
  }
  return returned
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
}): Promise<Returned> {
  const returned: Returned = { tookMs: [], failed: 0 }
  for (let i = 0; i < count; i++) {
    const first = await begin(port, undefined, { events: events + 200, rate: 20, burst: events })
    while (first.events < events && !first.isClosed) await sleep(10)
    await take(returned, { port: readPort, path: `runs/${first.runId}/events`, user: first.user }, { first: 0, events })
    first.leave()
  }
  return returned
}

/** Reads so many events, which begin with the one of that number. */
async function take(returned: Returned, target: Target, { first, events }: { first: number; events: number }): Promise<void> {
  const reader = new RawReader(target)
  const patience = setTimeout(() => reader.leave(), PATIENCE_MS)
  await new Promise<void>((resolve) => {
    reader.onEvent = () => reader.events >= events && resolve()
    reader.onClose = resolve
  })
  const tookMs = (nowUs() - reader.startedUs) / 1000
  clearTimeout(patience)
  reader.leave()
  if (reader.events >= events && reader.firstNumber === first && reader.error === undefined) returned.tookMs.push(tookMs)
  else returned.failed++
}

/** How many runs have come to their end, with the last event and without a gap. */
function whole(): number {
  return readers.filter(({ isDone, error }) => isDone && error === undefined).length
}

export const duties = { used, open, measure, whole, resume, catchUp, churn, checkRun }
export type ReaderDuties = typeof duties
serveDuties(duties)
