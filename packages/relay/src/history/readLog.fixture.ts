import type { Redis } from 'ioredis'
import { readRange } from '../store/redis/entries.js'

/** One number of a run's log. */
export interface LoggedEvent {
  epoch: number
  data: string
  /** The state that it ends the run with. */
  end?: string | undefined
}

/** A run as Redis holds it, read without the store. */
export interface RunLog {
  events: Map<number, LoggedEvent>
  /** As many as there are: there must be one. */
  ends: number
  state: string | undefined
  problems: string[]
}

export async function readLog(redis: Redis, id: string): Promise<RunLog> {
  const events = new Map<number, LoggedEvent>()
  const problems: string[] = []
  let ends = 0
  const add = (seq: number, event: LoggedEvent): void => {
    const before = events.get(seq)
    if (before && (before.data !== event.data || before.epoch !== event.epoch))
      problems.push(`the log holds two events with the number ${seq}`)
    events.set(seq, event)
  }
  for (const entry of readRange(await redis.xrange(`{rivulet:${id}}:log`, '-', '+'))) {
    const { epoch, first } = entry
    if ('end' in entry) {
      ends += 1
      add(first, { epoch, data: entry.end.state, end: entry.end.state })
    } else entry.frames.forEach((frame, index) => add(first + index, { epoch, data: frame.replace(/^data: /, '') }))
  }
  const state = (await redis.hget(`{rivulet:${id}}:meta`, 'state')) ?? undefined
  return { events, ends, state, problems }
}
