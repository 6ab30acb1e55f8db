import type { Verdict } from './budgets.ts'
import type { PartReport, Table } from './Report.ts'
import type { Spread } from './spread.ts'

/** A report for people: the tables, then each budget with its verdict. */
export function print({ tables, verdicts }: PartReport): string {
  const budgets = verdicts.length > 0 ? [`budgets\n${verdicts.map(verdictLine).join('\n')}`] : []
  return [...tables.map(tableText), ...budgets].join('\n\n')
}

function verdictLine({ held, what, figure, unit, most, others }: Verdict): string {
  const beside = others.map((other) => `${other.name} ${short(other.figure)}`).join(', ')
  return `  ${held ? 'held  ' : 'missed'}  ${what}: ${short(figure)} ${unit}, budget ${most}${beside && ` (${beside})`}`
}

function tableText({ title, columns, rows }: Table): string {
  const cells = [['', ...columns], ...rows.map(({ name, figures }) => [name, ...figures.map(cell)])]
  const widths = ['', ...columns].map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)))
  const lines = cells.map((row) =>
    row.map((text, column) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0))),
  )
  return [title, ...lines.map((line) => `  ${line.join('  ')}`.trimEnd())].join('\n')
}

/** The median, with the least and the greatest where there are several. */
function cell(spread: Spread | undefined): string {
  if (!spread) return '-'
  const { median, min, max } = spread
  return min === max ? short(median) : `${short(median)} (${short(min)}–${short(max)})`
}

/** Three digits that count. */
function short(figure: number): string {
  return figure >= 100 ? Math.round(figure).toLocaleString('en') : figure.toFixed(figure >= 10 ? 1 : 2)
}
