import { eventBlocks, joinBytes } from '../faults/eventBlocks.js'
import type { TimedRead } from '../timeline.js'
import type { PickedExchange } from '../recording/pickExchange.js'
import type { EventMark, ExchangeMarks, ReadMark } from './playerState.js'

/** Something of an exchange that is given out at its time. */
export interface PlannedItem {
  /** In milliseconds of the recording. */
  readonly atMs: number
  readonly kind: 'head' | 'read' | 'end'
  /** How many events, and tokens, are whole with it. */
  readonly events: number
  readonly tokens: number
}

/** One exchange as it is going to be played. */
export interface PlannedExchange {
  readonly picked: PickedExchange
  readonly marks: ExchangeMarks
  /** How many tokens there are up to its end, with those of the exchanges before. */
  readonly lastToken: number
  /** The head, then the reads, then the end; an end that comes with the last read is not told apart from it. */
  readonly items: readonly PlannedItem[]
}

/** Plans the exchange that follows `before`, with the same pauses between exchanges as were recorded. */
export function planExchange(picked: PickedExchange, before: PlannedExchange | undefined): PlannedExchange {
  const marks = marksOf(picked, before)
  const { reads, respondedAtMs, endedAtMs, end } = marks
  const nothing = { events: 0, tokens: 0 }
  const endsWithRead = end === 'eof' && reads.at(-1)?.atMs === endedAtMs
  return {
    picked,
    marks,
    lastToken: reads.reduce((sum, { tokens }) => sum + tokens, before?.lastToken ?? 0),
    items: [
      { kind: 'head', atMs: respondedAtMs ?? endedAtMs, ...nothing },
      ...reads.map(({ atMs, events, tokens }) => ({ kind: 'read' as const, atMs, events, tokens })),
      ...(endsWithRead ? [] : [{ kind: 'end' as const, atMs: endedAtMs, ...nothing }]),
    ],
  }
}

function marksOf({ index, exchange, answer }: PickedExchange, before: PlannedExchange | undefined): ExchangeMarks {
  const requestedAtMs = before ? startAfter(before, index, exchange.requestedAtMs) : 0
  const timeline = answer?.timeline ?? { reads: [], end: { atMs: exchange.durationMs, kind: exchange.end } }
  const reads = timeline.reads.map(({ atMs, bytes }) => ({ atMs: requestedAtMs + atMs, bytes }))
  const events = eventsOf(reads, before?.lastToken ?? 0)
  return {
    number: (before?.marks.number ?? 0) + 1,
    recorded: index + 1,
    request: exchange.request,
    requestedAtMs,
    respondedAtMs: answer && requestedAtMs + answer.headAtMs,
    status: answer?.status,
    headers: answer?.headers ?? {},
    reads: readsOf(reads, events),
    events,
    endedAtMs: requestedAtMs + timeline.end.atMs,
    end: timeline.end.kind,
  }
}

/** When the exchange of `index` is asked for after another one: after the pause that was recorded, or at once where the same is asked again. */
function startAfter({ picked, marks }: PlannedExchange, index: number, recordedAtMs: number): number {
  const pauseMs = picked.index === index ? 0 : recordedAtMs - (picked.exchange.requestedAtMs + picked.exchange.durationMs)
  return Math.max(marks.requestedAtMs, marks.endedAtMs + pauseMs)
}

function eventsOf(reads: readonly TimedRead[], tokensBefore: number): EventMark[] {
  const body = joinBytes(reads.map(({ bytes }) => bytes))
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let token = tokensBefore
  let read = -1
  let readEnd = 0
  return eventBlocks(body).map(({ start, end, data, isToken }) => {
    while (readEnd < end) {
      read += 1
      readEnd += reads[read]?.bytes.length ?? body.length
    }
    if (isToken) token += 1
    return { atMs: reads[read]?.atMs ?? 0, read, text: decoder.decode(body.subarray(start, end)), data, token: isToken ? token : undefined }
  })
}

function readsOf(reads: readonly TimedRead[], events: readonly EventMark[]): ReadMark[] {
  const marks = reads.map(({ atMs, bytes }) => ({ atMs, bytes: bytes.length, events: 0, tokens: 0 }))
  for (const { read, token } of events) {
    const mark = marks[read]
    if (!mark) continue
    mark.events += 1
    if (token !== undefined) mark.tokens += 1
  }
  return marks
}
