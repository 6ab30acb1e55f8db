import type { Answer } from '../answers/Answer.ts'
import { checkMessage } from '../checks.ts'
import { measure, type Case } from '../measure.ts'
import { LIMIT } from '../peers/limit.ts'
import type { MessageReader } from '../peers/Reader.ts'
import type { Row } from '../Report.ts'
import { costOf, ratiosOf, spreadOf, type Rounds } from '../spread.ts'
import { createWire, toReads } from '../Wire.ts'
import type { PartEffort } from './Part.ts'

/** What finished messages cost in one implementation. */
export interface MessageCost {
  readonly name: string
  readonly small: AnswerCost
  readonly large: AnswerCost
  /** Of the same answer on another wire; not there for one that reads what its own server makes of either. */
  readonly other: AnswerCost | undefined
  /** What a delta of the large one costs, in multiples of one of the small. */
  readonly growth: Rounds
}

interface AnswerCost {
  /** Of a delta. */
  readonly costUs: Rounds
  readonly timesLimit: Rounds
}

/** The answers that are read in the same rounds. */
export interface Answers {
  readonly small: Answer
  readonly large: Answer
  /** The small one on another wire. */
  readonly other?: Answer
}

/** Headings of {@link toRow}. */
export const COLUMNS = ['µs a delta, small', '× limit', 'µs a delta, large', '× limit', 'large / small'] as const

export function toRow({ name, small, large, growth }: MessageCost): Row {
  return { name, figures: [small.costUs, small.timesLimit, large.costUs, large.timesLimit, growth].map(spreadOf) }
}

/** Measures bytes to finished message, one event a read. */
export async function measureMessages(answers: Answers, effort: PartEffort, onRound: () => void): Promise<MessageCost[]> {
  const { other } = answers
  const hasTool = answers.small.args !== undefined
  const readers = Object.values(effort.peers).flatMap((peer) => peer.messages.filter(({ needsTool }) => hasTool || !needsTool))
  const cases: Case[] = []
  for (const [which, answer] of Object.entries(answers) as [keyof Answers, Answer][])
    for (const reader of readers) {
      if (which === 'other' && reader.prepare) continue
      const one = await effort.failures.attempt(reader.name, () => createCase(reader, which, answer))
      if (one) cases.push(one)
    }
  const measured = await measure(cases, effort, onRound)
  const answerCost = (name: string, which: keyof Answers): AnswerCost => {
    const costUs = costOf(measured, caseName(name, which))
    return { costUs, timesLimit: ratiosOf(costUs, costOf(measured, caseName(LIMIT, which))) }
  }
  const found = readers.filter(({ name }) => !effort.failures.has(name))
  return found.map((reader) => {
    const { name } = reader
    const [ofSmall, ofLarge] = [answerCost(name, 'small'), answerCost(name, 'large')]
    const ofOther = other && !reader.prepare ? answerCost(name, 'other') : undefined
    return { name, small: ofSmall, large: ofLarge, other: ofOther, growth: ratiosOf(ofLarge.costUs, ofSmall.costUs) }
  })
}

const caseName = (reader: string, which: keyof Answers) => `${reader}, ${which}`

async function createCase(reader: MessageReader, which: keyof Answers, answer: Answer): Promise<Case> {
  const reads = toReads(answer.payloads, 'event')
  const hasTool = answer.args !== undefined
  const wire = createWire((await reader.prepare?.(reads, hasTool)) ?? reads)
  return {
    name: caseName(reader.name, which),
    by: reader.name,
    units: answer.deltas,
    run: async () => checkMessage(reader.name, await reader.read(wire, hasTool), answer),
  }
}
