import { OURS, type Verdict } from './budgets.ts'
import { alignedLines, spreadText } from './print.ts'
import { reasonFor } from './reasons.ts'

/** All budgets in one table, for people: what was measured of ours and of the others, and whether each budget is held. */
export function printBudgets(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(rowsOf)
  const lines = alignedLines([['', 'figure', 'budget', '× ours'], ...rows.flat()])
  const text = [lines.slice(0, 1)]
  let at = 1
  for (const [position, verdict] of verdicts.entries()) {
    const { length } = rows[position] ?? []
    text.push([headingOf(verdict), ...lines.slice(at, at + length), ...reasonLines(verdict)])
    at += length
  }
  const held = verdicts.filter((verdict) => verdict.held).length
  return [`budgets: ${held} of ${verdicts.length} held`, ...text.flat()].join('\n')
}

function headingOf({ held, what, circumstances, unit }: Verdict): string {
  return `${held ? 'held  ' : 'MISSED'}  ${what}, ${circumstances}, ${unit}`
}

function rowsOf({ ours, most, others }: Verdict): string[][] {
  return [
    [`        ${OURS}`, spreadText(ours), `≤ ${most.toLocaleString('en')}`],
    ...others.map((other) => [`        ${other.name}`, spreadText(other), '', spreadText(other.timesOurs)]),
  ]
}

function reasonLines(verdict: Verdict): string[] {
  const reason = verdict.held ? undefined : reasonFor(verdict)
  return reason === undefined ? [] : [`          why: ${reason}`]
}
