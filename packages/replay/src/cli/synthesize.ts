import { fakeClock } from '../fakeClock.js'
import { record } from '../recording/record.js'
import { formatEntry, type RecordedEnd } from '../recording/recording.js'
import { toResponse, untilAborted } from '../recording/replay.js'
import { playTimeline, type TimedRead } from '../timeline.js'

/** An exchange of which something else than our recorder kept the parts. */
export interface KnownExchange {
  /** When it was sent, in milliseconds after the first. */
  readonly atMs: number
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: string | null
  /** Undefined where there was no response. Times are in milliseconds after the request. */
  readonly answer:
    | { readonly status: number; readonly headers: Headers; readonly headAtMs: number; readonly reads: readonly TimedRead[] }
    | undefined
  readonly end: { readonly atMs: number; readonly kind: RecordedEnd }
}

export interface KnownHeader {
  readonly label: string
  readonly gateway?: string | undefined
  /** When the first exchange was sent, in milliseconds since the Unix epoch, where that is known. */
  readonly startedAtMs?: number | undefined
}

/** Makes a recording of exchanges by letting them happen once more on a clock of their own: the recorder itself writes them, and takes their secrets out. */
export async function synthesize(exchanges: readonly KnownExchange[], { label, gateway, startedAtMs }: KnownHeader): Promise<string> {
  const clock = fakeClock(startedAtMs ?? 0)
  const zeroMs = clock.now()
  const lines: string[] = []
  /** By what the recorder passes on as it is. */
  const known = new Map<RequestInit | undefined, KnownExchange>()
  const pending = exchanges.toSorted((a, b) => a.atMs - b.atMs)
  const fetch = record(
    async (_input, init) => {
      const { answer, end, atMs } = known.get(init) as KnownExchange
      const beganMs = zeroMs + atMs
      if (!answer && end.kind === 'abort') return untilAborted(init?.signal ?? undefined)
      await clock.sleep(answer?.headAtMs ?? end.atMs, init?.signal ?? undefined)
      if (!answer) throw new TypeError('The connection broke.')
      const timeline = { reads: answer.reads, end }
      const headers = Object.fromEntries(answer.headers)
      return toResponse({ status: answer.status, headers, headAtMs: answer.headAtMs, timeline }, () =>
        playTimeline(timeline, { clock, signal: init?.signal ?? undefined, startedAtMs: beganMs }),
      )
    },
    (entry) => {
      if ('rivulet' in entry && startedAtMs === undefined) {
        const { startedAt: _unknown, ...header } = entry
        lines.push(formatEntry(header))
      } else lines.push(formatEntry(entry))
    },
    { label, gateway, clock },
  )
  const play = async (exchange: KnownExchange) => {
    await clock.sleep(exchange.atMs)
    const { url, method, headers, body, end } = exchange
    const leave = new AbortController()
    const init: RequestInit = { method, headers, body, signal: leave.signal }
    known.set(init, exchange)
    const asked = fetch(url, init)
    if (end.kind === 'abort') void clock.sleep(end.atMs).then(() => leave.abort())
    await asked.then((response) => response.arrayBuffer()).catch(() => undefined)
  }
  await clock.until(Promise.all(pending.map(play)))
  return lines.join('')
}
