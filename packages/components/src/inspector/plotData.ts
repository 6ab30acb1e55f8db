import { gapsOf, type RunFigures } from './measureRun.js'

/** A run's two curves: times in milliseconds, rising, each once. */
export interface PlotCurves {
  /** How many tokens had come by then: from none at the beginning to all at the end of the run. */
  readonly counts: readonly [timesMs: number[], tokens: number[]]
  /** How long each was waited for; of those that came at one moment, the first. */
  readonly gaps: readonly [timesMs: number[], gapsMs: number[]]
}

/** What is drawn of a run. */
export function plotData({ tokenTimesMs, totalMs }: RunFigures): PlotCurves {
  const counts = new Map([[0, 0]])
  for (const [index, time] of tokenTimesMs.entries()) counts.set(time, index + 1)
  const lastMs = tokenTimesMs.at(-1)
  if (totalMs !== undefined && lastMs !== undefined && totalMs > lastMs) counts.set(totalMs, tokenTimesMs.length)
  const gaps = new Map<number, number>()
  for (const [index, gap] of gapsOf(tokenTimesMs).entries()) {
    const time = tokenTimesMs[index + 1] ?? 0
    if (gap > 0 || !gaps.has(time)) gaps.set(time, Math.max(gap, gaps.get(time) ?? 0))
  }
  return { counts: [[...counts.keys()], [...counts.values()]], gaps: [[...gaps.keys()], [...gaps.values()]] }
}
