import type { Verdict } from './budgets.ts'
import type { PartReport } from './Report.ts'
import { spreadOf, type Spread } from './spread.ts'

/**
 * The reports of several processes as one, whose spreads reach over all of them: one process differs from the next by more than its rounds tell, since
 * V8 compiles a little otherwise each time.
 */
export function pool(reports: readonly [PartReport, ...PartReport[]]): PartReport {
  const [first] = reports
  return {
    ...first,
    tables: first.tables.map((table, at) => ({
      ...table,
      rows: table.rows.map((row, rowAt) => ({
        ...row,
        figures: row.figures.map((_, column) => poolOf(reports.map(({ tables }) => tables[at]?.rows[rowAt]?.figures[column]))),
      })),
    })),
    verdicts: first.verdicts.map((verdict, at) =>
      poolVerdicts(
        verdict,
        reports.flatMap(({ verdicts }) => verdicts[at] ?? []),
      ),
    ),
  }
}

function poolVerdicts(verdict: Verdict, all: readonly Verdict[]): Verdict {
  const ours = poolOf(all.map((one) => one.ours)) ?? verdict.ours
  const others = verdict.others.map((other, at) => {
    const timesOurs = poolOf(all.map((one) => one.others[at]?.timesOurs))
    return { ...other, ...poolOf(all.map((one) => one.others[at])), ...(timesOurs && { timesOurs }) }
  })
  return { ...verdict, ours, held: ours.median <= verdict.most, others }
}

function poolOf(spreads: readonly (Spread | undefined)[]): Spread | undefined {
  const found = spreads.filter((spread) => spread !== undefined)
  if (found.length === 0) return undefined
  return {
    median: spreadOf(found.map(({ median }) => median)).median,
    min: Math.min(...found.map(({ min }) => min)),
    max: Math.max(...found.map(({ max }) => max)),
  }
}
