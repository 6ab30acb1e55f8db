import { BUDGETS, judge, OURS, type NamedFigure, type Verdict } from '../budgets.ts'
import { KINDS, type Kind } from '../documents/createKind.ts'
import { STEP, type Engine } from '../engines/Engine.ts'
import { measureAppends, type AppendFigures } from '../engines/measureAppends.ts'
import { engine as rivulet } from '../engines/rivulet.ts'
import { engine as streamdown } from '../engines/streamdown.ts'
import { engine as streamingMarkdown } from '../engines/streamingMarkdown.ts'
import type { Table } from '../Report.ts'
import { quantile, ratiosOf, spreadOf, type Rounds } from '../spread.ts'
import type { Part } from './Part.ts'

const KB = 1024
const LENGTHS = [1, 10, 100, 500]
const ENGINES: readonly Engine[] = [rivulet, streamingMarkdown, streamdown]

/** What one append to a long text costs, in the engine alone: whether it grows with the text. */
export const markdown: Part = async (effort, say) => {
  const lengths = LENGTHS.map((length) => Math.round(length * KB * effort.scale))
  const figures = KINDS.flatMap((kind) => measureAppends(ENGINES, [kind], lengths, effort, () => say(`markdown, ${kind}`)))
  const subject = `append of ${STEP} characters`
  const ours = figures.filter(({ engine }) => engine === OURS)
  return Promise.resolve({
    tables: [
      toTable(`${subject}, median, µs`, figures, lengths, mediansOf),
      toTable(
        `${subject}, p99, µs`,
        figures.filter(({ engine }) => engine !== streamdown.name),
        lengths,
        p99Of,
      ),
      toTable(`${subject}, characters looked at, mean`, ours, lengths, ({ work }) => [sum(work) / work.length]),
      toTable(`${subject}, characters looked at, the most`, ours, lengths, ({ work }) => [Math.max(...work)]),
    ],
    verdicts: KINDS.flatMap((kind) => verdictsOf(kind, figures, lengths)),
    counts: ours.map(({ kind, chars, work }) => ({ what: `characters looked at, ${subject}, ${kind} of ${chars}`, count: sum(work) })),
  })
}

type Take = (figures: AppendFigures) => Rounds

/** Of each round. */
const mediansOf: Take = ({ us }) => us.map((times) => times && quantile(times, 0.5))
/** Of all rounds together, for one alone has hardly more than ten appends beyond it. */
const p99Of: Take = ({ us }) => [
  quantile(
    us.flatMap((times) => times ?? []),
    0.99,
  ),
]

function verdictsOf(kind: Kind, all: readonly AppendFigures[], lengths: readonly number[]): Verdict[] {
  const dearest = (take: Take) => (engine: string) =>
    lengths
      .map((chars) => take(find(all, engine, kind, chars)))
      .reduce((most, rounds) => (spreadOf(rounds).median > spreadOf(most).median ? rounds : most))
  const growth = (engine: string) => growthOf(all, engine, kind, lengths, mediansOf)
  return [
    judge(BUDGETS.appendMedian, `${kind}, the dearest length`, named(dearest(mediansOf), ENGINES)),
    judge(BUDGETS.appendP99, `${kind}, the dearest length`, named(dearest(p99Of), [rivulet, streamingMarkdown])),
    judge(BUDGETS.appendGrowth, kind, named(growth, ENGINES)),
  ]
}

function toTable(title: string, all: readonly AppendFigures[], lengths: readonly number[], take: Take): Table {
  const rows = ENGINES.flatMap(({ name }) => KINDS.map((kind) => ({ name, kind }))).filter((row) =>
    all.some(({ engine }) => engine === row.name),
  )
  const last = LENGTHS.at(-1) ?? 0
  return {
    title,
    columns: [...lengths.map((chars) => `${Math.round((chars / KB) * 10) / 10} KB`), `${last} / ${LENGTHS[0]}`],
    rows: rows.map(({ name, kind }) => ({
      name: `${name}, ${kind}`,
      figures: [
        ...lengths.map((chars) => spreadOf(take(find(all, name, kind, chars)))),
        spreadOf(growthOf(all, name, kind, lengths, take)),
      ],
    })),
  }
}

/** What an append to the longest costs, in multiples of one to the shortest. */
function growthOf(all: readonly AppendFigures[], engine: string, kind: Kind, lengths: readonly number[], take: Take): Rounds {
  const at = (position: number) => take(find(all, engine, kind, lengths.at(position) ?? 0))
  return ratiosOf(at(-1), at(0))
}

function find(all: readonly AppendFigures[], engine: string, kind: Kind, chars: number): AppendFigures {
  const found = all.find((figures) => figures.engine === engine && figures.kind === kind && figures.chars === chars)
  if (!found) throw new Error(`${engine} was not measured with ${kind}.`)
  return found
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0)
}

function named(figureOf: (engine: string) => Rounds, engines: readonly Engine[]): NamedFigure[] {
  return engines.map(({ name }) => ({ name, figure: figureOf(name) }))
}
