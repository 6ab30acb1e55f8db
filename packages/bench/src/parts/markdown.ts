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
const QUICK_LENGTHS = [1, 100]
/** A round takes two seconds. */
const QUICK_ROUNDS = 4

/** What one append to a long text costs, in the engine alone: whether it grows with the text. */
export const markdown: Part = async (effort, say) => {
  const { isQuick, scale, rounds } = effort
  const lengths = (isQuick ? QUICK_LENGTHS : LENGTHS).map((length) => Math.round(length * KB * scale))
  const engines: readonly Engine[] = [rivulet, streamingMarkdown, ...(isQuick ? [] : [streamdown])]
  const appends = { ...effort, rounds: isQuick ? Math.min(rounds, QUICK_ROUNDS) : rounds }
  const figures = KINDS.flatMap((kind) => measureAppends(engines, [kind], lengths, appends, () => say(`markdown, ${kind}`)))
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
      toTable(`${subject}, characters looked at, the most`, ours, lengths, ({ work }) => [spreadOf(work).max]),
    ],
    verdicts: KINDS.flatMap((kind) => verdictsOf(kind, figures, lengths)),
    counts: ours.map(({ kind, chars, work }) => ({ what: `characters looked at, ${subject}, ${kind} of ${chars}`, count: sum(work) })),
  })
}

type FiguresOf = (figures: AppendFigures) => Rounds

/** Of each round. */
const mediansOf: FiguresOf = ({ us }) => us.map((times) => times && quantile(times, 0.5))
/** Of all rounds together, for one alone has hardly more than ten appends beyond it. */
const p99Of: FiguresOf = ({ us }) => [
  quantile(
    us.flatMap((times) => times ?? []),
    0.99,
  ),
]

function verdictsOf(kind: Kind, all: readonly AppendFigures[], lengths: readonly number[]): Verdict[] {
  const dearest = (figuresOf: FiguresOf) => (engine: string) =>
    lengths
      .map((chars) => figuresOf(find(all, engine, kind, chars)))
      .reduce((most, rounds) => (spreadOf(rounds).median > spreadOf(most).median ? rounds : most))
  const engines = enginesOf(all)
  const growth = (engine: string) => growthOf(all, engine, kind, lengths, mediansOf)
  return [
    judge(BUDGETS.appendMedian, `${kind}, the dearest length`, named(dearest(mediansOf), engines)),
    judge(BUDGETS.appendP99, `${kind}, the dearest length`, named(dearest(p99Of), withoutRereading(engines))),
    judge(BUDGETS.appendGrowth, `${kind}, ${growthTitle(lengths)}`, named(growth, engines)),
  ]
}

function toTable(title: string, all: readonly AppendFigures[], lengths: readonly number[], figuresOf: FiguresOf): Table {
  const rows = enginesOf(all).flatMap((name) => KINDS.map((kind) => ({ name, kind })))
  return {
    title,
    columns: [...lengths.map((chars) => `${toKb(chars)} KB`), growthTitle(lengths)],
    rows: rows.map(({ name, kind }) => ({
      name: `${name}, ${kind}`,
      figures: [
        ...lengths.map((chars) => spreadOf(figuresOf(find(all, name, kind, chars)))),
        spreadOf(growthOf(all, name, kind, lengths, figuresOf)),
      ],
    })),
  }
}

const toKb = (chars: number): number => Math.round((chars / KB) * 10) / 10
const growthTitle = (lengths: readonly number[]): string => `${toKb(lengths.at(-1) ?? 0)} / ${toKb(lengths[0] ?? 0)} KB`
const enginesOf = (all: readonly AppendFigures[]): string[] => [...new Set(all.map(({ engine }) => engine))]
/** What reads the whole text anew has too few appends for a p99. */
const withoutRereading = (engines: readonly string[]): string[] => engines.filter((engine) => engine !== streamdown.name)

/** What an append to the longest costs, in multiples of one to the shortest. */
function growthOf(all: readonly AppendFigures[], engine: string, kind: Kind, lengths: readonly number[], figuresOf: FiguresOf): Rounds {
  const at = (position: number) => figuresOf(find(all, engine, kind, lengths.at(position) ?? 0))
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

function named(figureOf: (engine: string) => Rounds, engines: readonly string[]): NamedFigure[] {
  return engines.map((name) => ({ name, figure: figureOf(name) }))
}
