import * as fc from 'fast-check'
import { expect } from 'vitest'
import { expectNoPollution, expectPrototypesUntouched } from './prototypes.fixture.js'
import { nextTurn } from './splits.fixture.js'

/** The long suite says how often each property is tried. */
const { PROPERTY_RUNS, PROPERTY_SEED } = process.env

/** Whether this is the long suite. */
export const isLong: boolean = PROPERTY_RUNS !== undefined

/** How long a property may take there: it waits for nothing, so only a busy machine needs it. */
export const propertyTimeout: number = isLong ? 3_600_000 : 120_000

// One seed for all properties of a file, told whether or not they hold, so that a run can be repeated.
const seed = PROPERTY_SEED === undefined ? Math.trunc(Math.random() * 2 ** 31) : Number(PROPERTY_SEED)
const file = expect.getState().testPath?.split('/').at(-1)
process.stdout.write(`${file}: PROPERTY_SEED=${seed}, ${PROPERTY_RUNS ? `${PROPERTY_RUNS} runs of each property` : 'few runs'}\n`)

/** So many runs go by before other work gets its turn. */
const RUNS_A_TURN = 100

interface Runs {
  /** How often the property is tried. */
  runs?: number
  /** How often in the long suite. @defaultValue as often as that asks for */
  longRuns?: number
}

/** Tries `check` with values of `arbitrary`. After each run the prototypes of the language must be as they were. */
export async function holds<Value>(
  arbitrary: fc.Arbitrary<Value>,
  check: (value: Value) => Promise<void> | void,
  { runs = 100, longRuns = Number(PROPERTY_RUNS) }: Runs = {},
): Promise<void> {
  let tried = 0
  const property = fc.asyncProperty(arbitrary, async (value) => {
    await check(value)
    expectNoPollution()
    if (++tried % RUNS_A_TURN === 0) await nextTurn()
  })
  await fc.assert(property, { seed, numRuns: isLong ? longRuns : runs })
  expectPrototypesUntouched()
}
