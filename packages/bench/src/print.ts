import type { PartReport, Table } from './Report.ts'
import type { Spread } from './spread.ts'

/** The tables of a report, for people. */
export function print({ tables }: PartReport): string {
  return tables.map(tableText).join('\n\n')
}

function tableText({ title, columns, rows }: Table): string {
  return [title, ...alignedLines([['', ...columns], ...rows.map(({ name, figures }) => [name, ...figures.map(spreadText)])])].join('\n')
}

/** Rows of cells as lines with their columns one under the other: the first begins where it begins, the others end together. */
export function alignedLines(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(...rows.map(({ length }) => length))
  const widths = Array.from({ length: columns }, (_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const padded = (text: string, column: number) => (column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0))
  return rows.map((row) => `  ${row.map(padded).join('  ')}`.trimEnd())
}

/** The median, with the least and the greatest where there are several. */
export function spreadText(spread: Spread | undefined): string {
  if (!spread) return '-'
  const { median, min, max } = spread
  return min === max ? figureText(median) : `${figureText(median)} (${figureText(min)}–${figureText(max)})`
}

/** Three digits that count. */
export function figureText(figure: number): string {
  return Math.abs(figure) >= 100 ? Math.round(figure).toLocaleString('en') : figure.toFixed(Math.abs(figure) >= 10 ? 1 : 2)
}
