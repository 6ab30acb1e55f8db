import { createTextAnswer } from '../answers/Answer.ts'
import { BUDGETS, judge } from '../budgets.ts'
import { COLUMNS, measureMessages, toRow } from './messages.ts'
import type { Part } from './Part.ts'

/** Bytes to finished message: what an answer of text costs, and whether a long one costs more for each delta. */
export const message: Part = async (effort, say) => {
  const small = createTextAnswer(Math.round(5000 * effort.scale), 21)
  const large = createTextAnswer(4 * small.deltas, 21)
  const costs = await measureMessages(small, large, effort, () => say('bytes → message'))
  const sizes = `${large.deltas} / ${small.deltas} deltas`
  return {
    tables: [{ title: `bytes → finished message, one event a read, ${sizes}`, columns: COLUMNS, rows: costs.map(toRow) }],
    verdicts: [
      judge(
        BUDGETS.message,
        `${small.deltas} deltas`,
        costs.map((cost) => ({ name: cost.name, figure: cost.small.timesLimit })),
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
