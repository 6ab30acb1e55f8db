import type { Answer } from '../answers/Answer.ts'
import { checkMessage } from '../checks.ts'
import { measure, type Case } from '../measure.ts'
import { LIMIT } from '../peers/limit.ts'
import type { MessageReader } from '../peers/Reader.ts'
import type { Row } from '../Report.ts'
import { costOf, ratiosOf, spreadOf, type Rounds } from '../spread.ts'
import { createWire, toReads } from '../Wire.ts'
import type { PartEffort } from './Part.ts'

/** What finished messages of two sizes cost in one implementation. */
export interface MessageCost {
  readonly name: string
  readonly small: SizeCost
  readonly large: SizeCost
  /** What a delta of the large one costs, in multiples of one of the small. */
  readonly growth: Rounds
}

interface SizeCost {
  /** Of a delta. */
  readonly costUs: Rounds
  readonly timesLimit: Rounds
}

/** Headings of {@link toRow}. */
export const COLUMNS = ['µs a delta, small', '× limit', 'µs a delta, large', '× limit', 'large / small'] as const

export function toRow({ name, small, large, growth }: MessageCost): Row {
  return { name, figures: [small.costUs, small.timesLimit, large.costUs, large.timesLimit, growth].map(spreadOf) }
}

/** Measures bytes to finished message, one event a read, for two answers in the same rounds. */
export async function measureMessages(small: Answer, large: Answer, effort: PartEffort, onRound: () => void): Promise<MessageCost[]> {
  const readers = Object.values(effort.peers).flatMap((peer) => peer.messages)
  const cases: Case[] = []
  for (const answer of [small, large])
    for (const reader of readers) {
      const one = await effort.failures.attempt(reader.name, () => createCase(reader, answer))
      if (one) cases.push(one)
    }
  const measured = await measure(cases, effort, onRound)
  const costUs = (name: string, answer: Answer) => costOf(measured, caseName(name, answer))
  const sizeCost = (name: string, answer: Answer): SizeCost => ({
    costUs: costUs(name, answer),
    timesLimit: ratiosOf(costUs(name, answer), costUs(LIMIT, answer)),
  })
  const found = readers.filter(({ name }) => !effort.failures.has(name))
  return found.map(({ name }) => ({
    name,
    small: sizeCost(name, small),
    large: sizeCost(name, large),
    growth: ratiosOf(costUs(name, large), costUs(name, small)),
  }))
}

const caseName = (reader: string, { deltas }: Answer) => `${reader}, ${deltas} deltas`

async function createCase(reader: MessageReader, answer: Answer): Promise<Case> {
  const reads = toReads(answer.payloads, 'event')
  const hasTool = answer.args !== undefined
  const wire = createWire((await reader.prepare?.(reads, hasTool)) ?? reads)
  return {
    name: caseName(reader.name, answer),
    by: reader.name,
    units: answer.deltas,
    run: async () => checkMessage(reader.name, await reader.read(wire, hasTool), answer),
  }
}
