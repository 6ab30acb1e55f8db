import { completionTokensOf, descriptionOf, isToken } from './describeEvent.js'
import type { InspectedEvent, InspectedRun } from './InspectedRun.js'

/** What a run took. Times in milliseconds; a figure is undefined where it cannot be known. */
export interface RunFigures {
  /** When each piece of the answer came, since the run began. */
  readonly tokenTimesMs: readonly number[]
  /** The pieces are events of which nothing but the size is known. */
  readonly isGuess: boolean
  /** From the run's beginning to the first token of its answer. */
  readonly firstTokenMs: number | undefined
  /** From the run's beginning to its end. Undefined while it goes on. */
  readonly totalMs: number | undefined
  /** As the gateway counted them, else one for each piece. */
  readonly tokens: number
  /** From the first token to the last. */
  readonly tokensPerSecond: number | undefined
  /** Between one piece and the next, by nearest rank. */
  readonly gapP50Ms: number | undefined
  /** As `gapP50Ms`: all but a twentieth of the gaps are no longer. */
  readonly gapP95Ms: number | undefined
  /** As `gapP50Ms`: all but a hundredth of the gaps are no longer. */
  readonly gapP99Ms: number | undefined
  /** The longest time between one piece and the next. */
  readonly longestGapMs: number | undefined
  /** How many attempts the run took, at least 1. */
  readonly attempts: number
}

/** Measures a run so far. */
export function measureRun(run: InspectedRun): RunFigures {
  const { steps, events } = run
  const known = events.filter((event) => isToken(descriptionOf(event).kind))
  const isGuess = known.length === 0
  const pieces = isGuess ? guessTokens(run) : known
  const tokenTimesMs = pieces.map(({ atMs }) => atMs)
  const [firstMs] = tokenTimesMs
  const lastMs = tokenTimesMs.at(-1)
  const counted = events.findLast((event) => descriptionOf(event).kind === 'usage' && completionTokensOf(event) !== undefined)
  const tokens = (counted && completionTokensOf(counted)) ?? pieces.length
  const gaps = Float64Array.from(gapsOf(tokenTimesMs)).toSorted()
  const over = steps.findLast(({ kind }) => kind === 'end' || kind === 'close')
  const spanMs = (lastMs ?? 0) - (firstMs ?? 0)
  return {
    tokenTimesMs,
    isGuess: isGuess && pieces.length > 0,
    firstTokenMs: steps.find(({ kind }) => kind === 'first-token')?.atMs ?? firstMs,
    totalMs: over?.atMs,
    tokens,
    // The first one is not made within the span.
    tokensPerSecond: tokens > 1 && spanMs > 0 ? ((tokens - 1) / spanMs) * 1000 : undefined,
    gapP50Ms: percentile(gaps, 0.5),
    gapP95Ms: percentile(gaps, 0.95),
    gapP99Ms: percentile(gaps, 0.99),
    longestGapMs: gaps.at(-1),
    attempts: Math.max(1, ...steps.map(({ attempt = 1 }) => attempt)),
  }
}

/** The distance of each time from the one before it; one fewer than there are times. */
export function gapsOf(timesMs: readonly number[]): number[] {
  return timesMs.slice(1).map((time, index) => time - (timesMs[index] ?? time))
}

/** Nearest rank: the least value that `share` of all do not exceed. `sorted` goes upwards. */
export function percentile(sorted: Float64Array, share: number): number | undefined {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
}

/** Without their data, the events from the one that brought the first token on. */
function guessTokens({ steps, events }: InspectedRun): readonly InspectedEvent[] {
  const first = steps.find(({ kind }) => kind === 'first-token')
  if (!first) return []
  const start = events.findLastIndex(({ atMs }) => atMs <= first.atMs)
  return events.slice(Math.max(0, start)).filter((event) => descriptionOf(event).kind === 'event')
}
