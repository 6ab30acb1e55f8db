// The figures of the benchmark that are kept, as tables of markdown: what the page Performance draws, for machines that read.
import { figureText, spreadText } from '../../../packages/bench/src/print.ts'
import { reasonFor } from '../../../packages/bench/src/reasons.ts'
import { TITLES } from '../performance/titles.ts'

/** @typedef {import('../../../packages/bench/src/options.ts').PartName} PartName */
/** @typedef {import('../../../packages/bench/src/Figures.ts').PartFigures} PartFigures */

/**
 * @param {import('../../../packages/bench/src/Figures.ts').Figures} figures
 * @param {'all' | 'budgets'} which all tables, or those of the budgets alone
 */
export function figuresMarkdown({ parts }, which) {
  const names = /** @type {PartName[]} */ (Object.keys(TITLES))
  const measured = names.flatMap((name) => {
    const part = parts[name]
    return part ? [{ title: TITLES[name], part }] : []
  })
  const verdicts = measured.flatMap(({ part }) => part.verdicts)
  const absent = names.filter((name) => !parts[name]).map((name) => TITLES[name])
  return [
    `${verdicts.filter(({ held }) => held).length} of ${verdicts.length} budgets are held. A figure is the median over the rounds, with the least and the greatest behind it.`,
    absent.length > 0 && `Of these parts no figures are kept: ${absent.join('; ')}.`,
    ...measured.map((each) => partMarkdown(each, which)),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** @param {{ title: string, part: PartFigures }} measured @param {'all' | 'budgets'} which */
function partMarkdown({ title, part: { takenAt, effort, machine, verdicts, tables, failed = [] } }, which) {
  const { node, platform, cores, cpu, memoryGb } = machine
  const missed = verdicts.flatMap((verdict) => {
    const reason = verdict.held ? undefined : reasonFor(verdict)
    return reason === undefined ? [] : [`- Missed: ${verdict.what}, ${verdict.circumstances}. ${reason}`]
  })
  return [
    `## ${title}`,
    `Taken on ${takenAt.slice(0, 10)}: ${effort} run, Node ${node.slice(1)}, ${platform}, ${cores} × ${cpu}, ${memoryGb} GB.`,
    verdicts.length > 0 && table(['budget', 'at most', 'Rivulet', 'outcome'], verdicts.map(verdictRow)),
    missed.join('\n'),
    ...(which === 'all' ? tables.map(tableMarkdown) : []),
    failed.map(({ name, why }) => `- Not measured: ${name}. ${why}`).join('\n'),
  ]
    .filter(Boolean)
    .join('\n\n')
}

/** @param {PartFigures['tables'][number]} table as the command prints it; JSON has null where there is nothing to tell */
const tableMarkdown = ({ title, columns, rows }) =>
  `### ${title}\n\n${table(
    ['', ...columns],
    rows.map(({ name, figures }) => [name, ...figures.map((figure) => spreadText(figure ?? undefined))]),
  )}`

/** @param {PartFigures['verdicts'][number]} verdict */
const verdictRow = ({ what, circumstances, unit, most, ours, held }) => [
  `${what}, ${circumstances}`,
  `${figureText(most)} ${unit}`,
  spreadText(ours),
  held ? 'held' : 'missed',
]

/** @param {readonly string[]} columns @param {readonly (readonly string[])[]} rows */
function table(columns, rows) {
  const lines = [columns, columns.map(() => '---'), ...rows]
  return lines.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')
}
