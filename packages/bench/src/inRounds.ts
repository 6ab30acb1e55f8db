import type { Failures } from './Failures.ts'
import { inTurn } from './inTurn.ts'

/** How samples of several are taken side by side. */
export interface InRounds<Entry, Sample> {
  readonly rounds: number
  readonly failures: Failures
  /** Whose an entry is: who fails with one of them has no figures of any. */
  readonly nameOf: (entry: Entry) => string
  /** Whether an entry has no turn in a round, such as a dear one. */
  readonly sitsOut: (entry: Entry, round: number) => boolean
  readonly sample: (entry: Entry, round: number) => Promise<Sample>
  /** Called after each turn. */
  readonly onTurn: () => void
}

/** What was found of an entry in each round; undefined for one that was sat out. */
export interface InEachRound<Entry, Sample> {
  readonly entry: Entry
  readonly samples: readonly (Sample | undefined)[]
}

/** Takes a sample of each entry in each round, and begins with another one each time. @returns those that did not fail */
export async function inRounds<Entry, Sample>(
  entries: readonly Entry[],
  { rounds, failures, nameOf, sitsOut, sample, onTurn }: InRounds<Entry, Sample>,
): Promise<InEachRound<Entry, Sample>[]> {
  const all = entries.map((entry) => ({ entry, samples: [] as (Sample | undefined)[] }))
  for (let round = 0; round < rounds; round++) {
    for (const { entry, samples } of inTurn(all, round)) {
      if (sitsOut(entry, round)) continue
      samples[round] = await failures.attempt(nameOf(entry), () => sample(entry, round))
      onTurn()
    }
  }
  return all.filter(({ entry }) => !failures.has(nameOf(entry)))
}
