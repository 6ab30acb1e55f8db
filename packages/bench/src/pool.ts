import { judge, OURS, type Verdict } from './budgets.ts'
import { titleOf } from './compare.ts'
import type { PartReport, Table } from './Report.ts'
import { spreadOf, type Rounds, type Spread } from './spread.ts'

/**
 * The reports of several processes as one, whose spreads reach over all of them: one process differs from the next by more than its rounds tell, since
 * V8 compiles a little otherwise each time.
 */
export function pool(reports: readonly [PartReport, ...PartReport[]]): PartReport {
  const [first, ...others] = reports
  if (others.length === 0) return first
  const failed = new Map(reports.flatMap((report) => report.failed ?? []).map(({ name, why }) => [name, why]))
  return {
    ...first,
    tables: first.tables.map((table) =>
      poolTables(
        table,
        reports.flatMap(({ tables }) => tables.filter(({ title }) => title === table.title)),
      ),
    ),
    verdicts: first.verdicts.map((verdict) =>
      poolVerdicts(
        verdict,
        reports.flatMap(({ verdicts }) => verdicts.filter((one) => titleOf(one) === titleOf(verdict))),
      ),
    ),
    failed: Array.from(failed, ([name, why]) => ({ name, why })),
  }
}

function poolTables(first: Table, all: readonly Table[]): Table {
  return {
    ...first,
    rows: first.rows.map((row) => {
      const same = all.flatMap(({ rows }) => rows.filter(({ name }) => name === row.name))
      return { ...row, figures: row.figures.map((_, column) => poolSpreads(same.map(({ figures }) => figures[column]))) }
    }),
  }
}

function poolSpreads(spreads: readonly (Spread | undefined)[]): Spread | undefined {
  const found = spreads.filter((spread) => spread !== undefined)
  if (found.length === 0) return undefined
  return {
    median: spreadOf(found.map(({ median }) => median)).median,
    min: Math.min(...found.map(({ min }) => min)),
    max: Math.max(...found.map(({ max }) => max)),
  }
}

/** The rounds of all, one process after another. Who failed in one of them sat its rounds out. */
function poolVerdicts(first: Verdict, all: readonly Verdict[]): Verdict {
  const roundsOf = (name: string): Rounds =>
    all.flatMap(({ ours, others }) => {
      const figure = name === OURS ? ours : others.find((other) => other.name === name)
      return figure ? figure.rounds : ours.rounds.map(() => undefined)
    })
  const names = [OURS, ...first.others.map(({ name }) => name)]
  return judge(
    first,
    first.circumstances,
    names.map((name) => ({ name, figure: roundsOf(name) })),
  )
}
