import { createTextAnswer, DIFFERING } from '../answers/Answer.ts'
import { BUDGETS, judge } from '../budgets.ts'
import { spreadOf } from '../spread.ts'
import { COLUMNS, measureMessages, toRow } from './messages.ts'
import type { Part } from './Part.ts'

/** Bytes to finished message: what an answer of text costs, and whether a long one costs more for each delta. */
export const message: Part = async (effort, say) => {
  const deltas = Math.round(5000 * effort.scale)
  const small = createTextAnswer(deltas, 21)
  const large = createTextAnswer(4 * deltas, 21)
  const other = createTextAnswer(deltas, 21, 'differing')
  const costs = await measureMessages({ small, large, other }, effort, () => say('bytes → message'))
  const sizes = `${large.deltas} / ${deltas} deltas`
  const read = 'bytes → finished message, one event a read'
  const others = costs.flatMap(({ name, other: cost }) => (cost ? [{ name, ...cost }] : []))
  return {
    tables: [
      { title: `${read}, ${sizes}`, columns: COLUMNS, rows: costs.map(toRow) },
      {
        title: `${read}, ${deltas} deltas, ${DIFFERING}`,
        columns: ['µs a delta', '× limit'],
        rows: others.map(({ name, costUs, timesLimit }) => ({ name, figures: [spreadOf(costUs), spreadOf(timesLimit)] })),
      },
    ],
    verdicts: [
      judge(
        BUDGETS.message,
        `${deltas} deltas`,
        costs.map((cost) => ({ name: cost.name, figure: cost.small.timesLimit })),
      ),
      judge(
        BUDGETS.message,
        `${deltas} deltas, ${DIFFERING}`,
        others.map(({ name, timesLimit }) => ({ name, figure: timesLimit })),
      ),
      judge(
        BUDGETS.message,
        `${large.deltas} deltas`,
        costs.map((cost) => ({ name: cost.name, figure: cost.large.timesLimit })),
      ),
      judge(
        BUDGETS.messageGrowth,
        sizes,
        costs.map(({ name, growth }) => ({ name, figure: growth })),
      ),
    ],
  }
}
