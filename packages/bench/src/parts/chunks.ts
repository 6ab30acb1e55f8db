import { createTextAnswer, DIFFERING, type Envelopes } from '../answers/Answer.ts'
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
/** Where the reads are so short that they are all the cost, the envelope is of no account. */
const WIRES: readonly (readonly [Cut, Envelopes])[] = [
  ['event', 'same'],
  ['event', 'differing'],
  ['64k', 'same'],
  ['64k', 'differing'],
  ['7b', 'same'],
]

/** Bytes to normalised chunks. */
export const chunks: Part = async (effort, say) => {
  const readers = Object.values(effort.peers).flatMap((peer) => peer.chunks)
  const tables = []
  const verdicts = []
  for (const [cut, envelopes] of WIRES) {
    const circumstances = envelopes === 'same' ? CUTS[cut] : `${CUTS[cut]}, ${DIFFERING}`
    const answer = createTextAnswer(Math.round(DELTAS[cut] * effort.scale), 11, envelopes)
    const wire = createWire(toReads(answer.payloads, cut))
    const cases = readers.map((reader) => ({
      name: reader.name,
      by: reader.name,
      units: answer.payloads.length,
      run: async () => checkChunks(reader.name, await reader.read(wire), answer),
    }))
    const measured = await measure(cases, effort, () => say(`bytes → chunks, ${circumstances}`))
    const limit = costOf(measured, LIMIT)
    const base = costOf(measured, EVENTSOURCE_PARSER)
    tables.push({
      title: `bytes → normalised chunks, ${circumstances}, ${answer.payloads.length} events`,
      columns: ['µs an event', '× limit', '× eventsource-parser'],
      rows: measured.map(({ name, costUs }) => ({ name, figures: [spreadOf(costUs), ratioOf(costUs, limit), ratioOf(costUs, base)] })),
    })
    const figures = measured.map(({ name, costUs }) => ({ name, figure: ratiosOf(costUs, base) }))
    verdicts.push(judge(BUDGETS.chunks, circumstances, figures))
  }
  return { tables, verdicts }
}
