/** The name under which the project measures itself. */
export const OURS = 'Rivulet'

/** A goal of the project for a figure of its own. The less the better. */
export interface Budget {
  readonly what: string
  /** What a figure counts, such as "× limit". */
  readonly unit: string
  readonly most: number
}

/** A budget with what was measured against it. */
export interface Verdict extends Budget {
  readonly figure: number
  readonly held: boolean
  /** The same figure of the others, from the same run. */
  readonly others: readonly NamedFigure[]
}

export interface NamedFigure {
  readonly name: string
  readonly figure: number
}

export const BUDGETS = {
  chunks: { what: 'bytes → normalised chunks', unit: '× eventsource-parser with JSON.parse', most: 1.2 },
  message: { what: 'bytes → finished message', unit: '× limit', most: 1.25 },
  messageGrowth: { what: 'bytes → finished message, cost of a delta', unit: '×', most: 1.2 },
  toolGrowth: { what: 'tool arguments, cost of a delta', unit: '×', most: 1.2 },
  partial: { what: 'partial value of tool arguments', unit: 'µs a delta', most: 2 },
  partialGrowth: { what: 'partial value of tool arguments, cost of a delta', unit: '×', most: 1.2 },
  heapLive: { what: 'heap, live', unit: 'MB', most: 1.5 },
  heapPeak: { what: 'heap, peak', unit: 'MB', most: 5 },
  size: { what: 'size of @rivulet/core, minified and compressed, without eventsource-parser', unit: 'KB', most: 8 },
  relayResume: { what: 'first event of a reader that comes back, p95', unit: 'ms', most: 300 },
  appendMedian: { what: 'markdown, an append, median', unit: 'µs', most: 100 },
  appendP99: { what: 'markdown, an append, p99', unit: 'µs', most: 1000 },
  appendGrowth: { what: 'markdown, an append to the longest text against one to the shortest', unit: '×', most: 2 },
  drawAnswer: { what: 'markdown in Chromium, script', unit: 'ms', most: 150 },
  drawCommit: { what: 'markdown in Chromium, script for a commit', unit: 'ms', most: 1.5 },
  drawGrowth: { what: 'markdown in Chromium, script for a commit to a long answer against one to a short', unit: '×', most: 1.3 },
  drawHeap: { what: 'markdown in Chromium, heap', unit: 'MB', most: 6 },
  removedClosed: { what: 'markdown in Chromium, elements removed from closed blocks', unit: 'in all', most: 0 },
  replacedOpen: { what: 'markdown in Chromium, replacements in one open block', unit: 'at most', most: 1 },
  chatScript: { what: 'chat in Chromium, script for an answer', unit: '× floor', most: 2 },
  chatGrowth: { what: 'chat in Chromium, script for a commit', unit: '×', most: 1.25 },
  chatTask: { what: 'chat in Chromium, all work for an answer', unit: '× floor', most: 0.3 },
  chatMount: { what: 'chat in Chromium, mounting', unit: 'ms', most: 1000 },
  chatKeys: { what: 'chat in Chromium, key to paint, p95', unit: '× floor with content-visibility', most: 1.5 },
  chatFrames: { what: 'chat in Chromium, frames missed beyond those of the floor with content-visibility', unit: 'frames', most: 0 },
  relaySlope: { what: 'heap of a relay under constant load, slope', unit: 'MB in ten minutes', most: 1 },
} as const satisfies Record<string, Budget>

/**
 * Holds our figure against a budget.
 * @param circumstances under which the figures were taken, such as the size of the answer
 * @param figures of all, ours among them
 */
export function judge(budget: Budget, circumstances: string, figures: readonly NamedFigure[]): Verdict {
  const ours = figures.find(({ name }) => name === OURS)
  if (!ours) throw new Error(`Nothing was measured for the budget of "${budget.what}".`)
  const { figure } = ours
  return {
    ...budget,
    what: `${budget.what}, ${circumstances}`,
    figure,
    held: figure <= budget.most,
    others: figures.filter((other) => other !== ours),
  }
}
