import { ratioOf, spreadOf, type Rounds, type Spread } from './spread.ts'

/** The name under which the project measures itself. */
export const OURS = 'Rivulet'

/** Whether a figure is of the project: under its name alone, or with a way of use, or a part of it, behind it. */
export const isOurs = (name: string): boolean => name === OURS || [`${OURS}, `, `${OURS}: `].some((ours) => name.startsWith(ours))

/**
 * What a figure is, and so what can be told of it from one run to another:
 *
 * - `count`: counted work, the same each time and everywhere; with a tolerance, hardly different on the same machine
 * - `size`: bytes of what is built, the same each time for the same code
 * - `ratio`: taken within a round, so that the machine's mood struck both sides alike
 * - `memory`: of a heap, hardly different from run to run
 * - `time`: by a clock or in CPU time; another machine has another, and the same machine at another hour
 */
export type FigureKind = 'count' | 'size' | 'ratio' | 'memory' | 'time'

/** A goal of the project for a figure of its own. The less the better. */
export interface Budget {
  readonly what: string
  /** What a figure counts, such as "× limit". */
  readonly unit: string
  readonly kind: FigureKind
  /** Beside which of the others a time is told from run to run, as a ratio within a round. Without it the time is not compared. */
  readonly base?: string
  /** By how much a count may differ from run to run, where it depends on the machine's mood. @defaultValue 0 */
  readonly tolerance?: number
  /** The figure is what is left once that of another is taken away, of which there are no multiples. @defaultValue false */
  readonly isDifference?: boolean
  readonly most: number
}

/** Whether any other run finds the same, on any machine. */
export function isExact({ kind, tolerance = 0 }: Pick<Budget, 'kind' | 'tolerance'>): boolean {
  return kind === 'size' || (kind === 'count' && tolerance === 0)
}

/** A budget with what was measured against it. */
export interface Verdict extends Budget {
  /** Under which the figures were taken, such as the size of the answer. */
  readonly circumstances: string
  readonly ours: Sampled
  /** Whether the median of ours is within the budget. */
  readonly held: boolean
  /** The same figure of the others, from the same run. */
  readonly others: readonly OtherFigure[]
}

/** A figure with what was found in each round. */
export interface Sampled extends Spread {
  readonly rounds: Rounds
}

/** What another was measured at. */
export interface OtherFigure extends Sampled {
  readonly name: string
  /** How many times ours, within each round; not there where ours is nothing, or a difference. */
  readonly timesOurs?: Spread
}

/** What was measured of one: in each round, or once. */
export interface NamedFigure {
  readonly name: string
  readonly figure: number | Rounds
}

export const BUDGETS = {
  chunks: { what: 'bytes → normalised chunks', unit: '× eventsource-parser with JSON.parse', kind: 'ratio', most: 1.2 },
  message: { what: 'bytes → finished message', unit: '× limit', kind: 'ratio', most: 1.25 },
  messageGrowth: { what: 'bytes → finished message, cost of a delta', unit: '×', kind: 'ratio', most: 1.2 },
  toolGrowth: { what: 'tool arguments, cost of a delta', unit: '×', kind: 'ratio', most: 1.2 },
  partial: { what: 'partial value of tool arguments', unit: 'µs a delta', kind: 'time', base: 'JSON.parse, once at the end', most: 2 },
  partialGrowth: { what: 'partial value of tool arguments, cost of a delta', unit: '×', kind: 'ratio', most: 1.2 },
  heapLive: { what: 'heap, live', unit: 'MB', kind: 'memory', most: 1.5 },
  heapPeak: { what: 'heap, peak', unit: 'MB', kind: 'memory', most: 5 },
  commits: { what: "React's commits while an answer streams", unit: 'in a frame, at most', kind: 'count', most: 1 },
  rerenders: { what: 'renders of other messages while an answer streams', unit: 'in all', kind: 'count', most: 0 },
  size: { what: 'size of @rivulet/core, minified and compressed, without eventsource-parser', unit: 'KB', kind: 'size', most: 8 },
  relayResume: { what: 'first event of a reader that comes back, p95', unit: 'ms', kind: 'time', most: 300 },
  relayServed: { what: 'runs that a relay neither serves nor refuses', unit: 'runs', kind: 'count', most: 0 },
  relayReturned: { what: 'readers that come back and do not get what they lack', unit: 'readers', kind: 'count', most: 0 },
  appendMedian: { what: 'markdown, an append, median', unit: 'µs', kind: 'time', base: 'streaming-markdown', most: 100 },
  appendP99: { what: 'markdown, an append, p99', unit: 'µs', kind: 'time', most: 1000 },
  appendGrowth: { what: 'markdown, an append to the longest text against one to the shortest', unit: '×', kind: 'ratio', most: 2 },
  drawAnswer: { what: 'markdown in Chromium, script', unit: 'ms', kind: 'time', base: 'streaming-markdown, no React', most: 150 },
  drawCommit: {
    what: 'markdown in Chromium, script for a commit',
    unit: 'ms',
    kind: 'time',
    base: 'streaming-markdown, no React',
    most: 1.5,
  },
  drawGrowth: {
    what: 'markdown in Chromium, script for a commit to a long answer against one to a short',
    unit: '×',
    kind: 'ratio',
    most: 1.3,
  },
  drawHeap: { what: 'markdown in Chromium, heap of the page in all', unit: 'MB', kind: 'memory', most: 6 },
  removedClosed: { what: 'markdown in Chromium, elements removed from closed blocks', unit: 'in all', kind: 'count', most: 0 },
  replacedOpen: { what: 'markdown in Chromium, replacements in one open block', unit: 'at most', kind: 'count', most: 1 },
  chatScript: { what: 'chat in Chromium, script for an answer', unit: '× floor', kind: 'ratio', most: 2 },
  chatGrowth: { what: 'chat in Chromium, script for a commit', unit: '×', kind: 'ratio', most: 1.25 },
  chatTask: { what: 'chat in Chromium, all work for an answer', unit: '× floor', kind: 'ratio', most: 0.3 },
  chatMount: { what: 'chat in Chromium, mounting', unit: 'ms', kind: 'time', base: 'floor', most: 1000 },
  chatKeys: { what: 'chat in Chromium, key to paint, p95', unit: '× floor with content-visibility', kind: 'ratio', most: 1.5 },
  chatFrames: {
    what: 'chat in Chromium, frames missed beyond those of the floor with content-visibility',
    unit: 'frames',
    kind: 'count',
    tolerance: 3,
    isDifference: true,
    most: 0,
  },
  relaySlope: { what: 'heap of a relay under constant load, slope', unit: 'MB in ten minutes', kind: 'memory', most: 1 },
  sizeChat: { what: 'size of @rivulet/chat, minified and compressed, without core', unit: 'KB', kind: 'size', most: 10 },
  sizeReact: {
    what: 'size of @rivulet/react, minified and compressed, without chat, core and TanStack Query',
    unit: 'KB',
    kind: 'size',
    most: 5,
  },
  sizeMarkdown: { what: 'size of @rivulet/markdown, minified and compressed, without React', unit: 'KB', kind: 'size', most: 26 },
  sizeAssembled: {
    what: 'size of the assembled chat, minified and compressed, as it is loaded at first, without React',
    unit: 'KB',
    kind: 'size',
    most: 75,
  },
} as const satisfies Record<string, Budget>

/**
 * Holds our figure against a budget.
 * @param figures of all, ours among them
 */
export function judge(budget: Budget, circumstances: string, figures: readonly NamedFigure[]): Verdict {
  const found = figures.find((figure) => figure.name === OURS)
  if (!found) throw new Error(`Nothing was measured for the budget of "${budget.what}".`)
  const oursByRound = roundsOf(found)
  const ours = spreadOf(oursByRound)
  const others = figures.filter((other) => other !== found)
  return {
    ...budget,
    circumstances,
    ours: { ...ours, rounds: oursByRound },
    // Nothing at all is less than any budget.
    held: Number.isFinite(ours.median) && ours.median <= budget.most,
    others: others.map((other) => ({
      name: other.name,
      ...spreadOf(roundsOf(other)),
      ...(budget.isDifference ? {} : timesOf(roundsOf(other), oursByRound)),
      rounds: roundsOf(other),
    })),
  }
}

const roundsOf = ({ figure }: NamedFigure): Rounds => (typeof figure === 'number' ? [figure] : figure)

function timesOf(other: Rounds, ours: Rounds): Pick<OtherFigure, 'timesOurs'> {
  const timesOurs = ratioOf(other, ours)
  return Number.isFinite(timesOurs.max) ? { timesOurs } : {}
}
