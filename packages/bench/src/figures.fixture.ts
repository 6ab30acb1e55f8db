import { judge, type Budget, type NamedFigure } from './budgets.ts'
import type { Machine, PartFigures } from './Figures.ts'
import type { Count } from './Report.ts'

export const MACHINE: Machine = {
  node: 'v24.0.0',
  v8: '13.6',
  platform: 'linux x64',
  cpu: 'One',
  cores: 2,
  memoryGb: 8,
  load: 0.5,
  versions: {},
}

/** The figures of a part with one budget, as a run would have found them. */
export function figuresOf(budget: Budget, measured: readonly NamedFigure[], counts: readonly Count[] = []): PartFigures {
  const verdicts = [judge(budget, 'small', measured)]
  return { takenAt: '2026-01-01T00:00:00.000Z', effort: 'quick', runs: 1, machine: MACHINE, tables: [], verdicts, counts }
}
