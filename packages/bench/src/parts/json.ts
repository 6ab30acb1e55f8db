import { createToolAnswer } from '../answers/Answer.ts'
import { BUDGETS, judge } from '../budgets.ts'
import type { PartReport } from '../Report.ts'
import { COLUMNS, measureMessages, toRow } from './messages.ts'
import { measurePartial } from './partial.ts'
import type { Part, PartEffort } from './Part.ts'

/** Tool arguments in fragments of three characters: as a message's text, and as a value at every fragment. */
export const json: Part = async (effort, say) => {
  const reports = [await toolMessages(effort, say)]
  for (const shape of ['records', 'string'] as const) reports.push(await measurePartial(shape, effort, say))
  return { tables: reports.flatMap(({ tables }) => tables), verdicts: reports.flatMap(({ verdicts }) => verdicts) }
}

async function toolMessages(effort: PartEffort, say: (what: string) => void): Promise<PartReport> {
  const smallChars = Math.round(5120 * effort.scale)
  const small = createToolAnswer(smallChars, 'records', 21)
  const large = createToolAnswer(4 * smallChars, 'records', 21)
  const costs = await measureMessages({ small, large }, effort, () => say('tool arguments → message'))
  const sizes = `${large.args?.length} / ${small.args?.length} characters`
  const figures = costs.map(({ name, growth }) => ({ name, figure: growth }))
  return {
    tables: [{ title: `tool arguments → finished message, one event a read, ${sizes}`, columns: COLUMNS, rows: costs.map(toRow) }],
    verdicts: [judge(BUDGETS.toolGrowth, sizes, figures)],
  }
}
