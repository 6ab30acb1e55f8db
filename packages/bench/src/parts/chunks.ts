import { createTextAnswer } from '../answers/Answer.ts'
import { BUDGETS, judge } from '../budgets.ts'
import { checkChunks } from '../checks.ts'
import { measure } from '../measure.ts'
import { EVENTSOURCE_PARSER } from '../peers/eventsourceParser.ts'
import { LIMIT } from '../peers/limit.ts'
import { costOf, ratioOf, ratiosOf, spreadOf } from '../spread.ts'
import { createWire, CUTS, toReads, type Cut } from '../Wire.ts'
import type { Part } from './Part.ts'

/** Fewer for 7-byte reads, of which an event needs forty. */
const DELTAS: Readonly<Record<Cut, number>> = { event: 5000, '64k': 5000, '7b': 300 }

/** Bytes to normalised chunks. */
export const chunks: Part = async (effort, say) => {
  const readers = Object.values(effort.peers).flatMap((peer) => peer.chunks)
  const tables = []
  const verdicts = []
  for (const cut of ['event', '64k', '7b'] as const) {
    const answer = createTextAnswer(Math.round(DELTAS[cut] * effort.scale), 11)
    const wire = createWire(toReads(answer.payloads, cut))
    const cases = readers.map((reader) => ({
      name: reader.name,
      by: reader.name,
      units: answer.payloads.length,
      run: async () => checkChunks(reader.name, await reader.read(wire), answer),
    }))
    const measured = await measure(cases, effort, () => say(`bytes → chunks, ${CUTS[cut]}`))
    const limit = costOf(measured, LIMIT)
    const base = costOf(measured, EVENTSOURCE_PARSER)
    tables.push({
      title: `bytes → normalised chunks, ${CUTS[cut]}, ${answer.payloads.length} events`,
      columns: ['µs an event', '× limit', '× eventsource-parser'],
      rows: measured.map(({ name, costUs }) => ({ name, figures: [spreadOf(costUs), ratioOf(costUs, limit), ratioOf(costUs, base)] })),
    })
    const figures = measured.map(({ name, costUs }) => ({ name, figure: ratiosOf(costUs, base) }))
    verdicts.push(judge(BUDGETS.chunks, CUTS[cut], figures))
  }
  return { tables, verdicts }
}
