import { createToolArguments, fragmentsOf, type ArgumentsShape } from '../answers/toolArguments.ts'
import { BUDGETS, judge, type Verdict } from '../budgets.ts'
import { checkValue } from '../checks.ts'
import { measure, type Case } from '../measure.ts'
import type { PartialReader } from '../peers/Reader.ts'
import type { PartReport } from '../Report.ts'
import { costOf, ratiosOf, spreadOf } from '../spread.ts'
import type { PartEffort } from './Part.ts'

/** So many beginnings of the text stand for all of them, where each is parsed anew: all would take minutes. */
const BEGINNINGS = 20

const SHAPES: Readonly<Record<ArgumentsShape, string>> = { records: 'many small values', string: 'one long string' }

/** Measures a value at every fragment, for texts of 5, 20 and 100 KB. */
export async function measurePartial(shape: ArgumentsShape, effort: PartEffort, say: (what: string) => void): Promise<PartReport> {
  const readers = Object.values(effort.peers).flatMap(({ partials }) => partials)
  const texts = [5, 20, 100].map((kilobytes) => createToolArguments(Math.round(kilobytes * 1024 * effort.scale), shape, 7))
  const cases = texts.flatMap((text) => readers.map((reader) => createCase(reader, text)))
  const measured = await measure(cases, effort, () => say(`partial value, ${SHAPES[shape]}`))
  const found = readers.filter(({ name }) => !effort.failures.has(name))
  const read = found.map(({ name }) => {
    const [small = [], middle = [], large = []] = texts.map((text) => costOf(measured, caseName(name, text)))
    return { name, costs: [small, middle, large], growth: ratiosOf(middle, small) }
  })
  const lengths = texts.map(({ length }) => length)
  const verdicts: Verdict[] = lengths.map((length, size) => {
    const figures = read.map(({ name, costs }) => ({ name, figure: costs[size] ?? [] }))
    return judge(BUDGETS.partial, `${SHAPES[shape]}, ${length} characters`, figures)
  })
  const growths = read.map(({ name, growth }) => ({ name, figure: growth }))
  verdicts.push(judge(BUDGETS.partialGrowth, `${SHAPES[shape]}, ${lengths[1]} / ${lengths[0]} characters`, growths))
  return {
    tables: [
      {
        title: `a value of tool arguments at every delta of three characters, ${SHAPES[shape]}`,
        columns: [...lengths.map((length) => `µs a delta, ${length} chars`), `${lengths[1]} / ${lengths[0]}`],
        rows: read.map(({ name, costs, growth }) => ({ name, figures: [...costs, growth].map(spreadOf) })),
      },
    ],
    verdicts,
  }
}

const caseName = (reader: string, { length }: string) => `${reader}, ${length} characters`

function createCase(reader: PartialReader, text: string): Case {
  const about = { name: caseName(reader.name, text), by: reader.name }
  if (reader.follow) {
    const fragments = fragmentsOf(text)
    return {
      ...about,
      units: fragments.length,
      run: () => reader.follow(fragments),
      check: (value) => checkValue(reader.name, value, text),
    }
  }
  // From the middle of each piece of the text, so that their mean length is that of all beginnings.
  const beginnings = Array.from({ length: BEGINNINGS }, (_, at) => text.slice(0, Math.ceil((text.length * (at + 0.5)) / BEGINNINGS)))
  return {
    ...about,
    units: beginnings.length,
    async run() {
      for (const beginning of beginnings) await reader.parse(beginning)
    },
    check: async () => checkValue(reader.name, await reader.parse(text), text),
  }
}
