import type { Failures } from './Failures.ts'
import { inTurn } from './inTurn.ts'

/** Something whose cost is measured. */
export interface Case {
  readonly name: string
  /** Whose it is: who fails in one case has no figures of any. */
  readonly by: string
  /** What one run does so many of, such as deltas: cost is told for one of them. */
  readonly units: number
  /** Throws where its own output is wrong. */
  run(): unknown
}

export interface Effort {
  /** Rounds that count. */
  readonly rounds: number
  /** Rounds before them, which also find out how often each case must repeat. */
  readonly warmups: number
  /** CPU time for which a sample repeats its case, so that it is long against the clock's step. */
  readonly minMs: number
  readonly failures: Failures
}

/** What a case cost. */
export interface Measured {
  readonly name: string
  /** Microseconds of CPU for one unit, in each round; undefined for a round that it sat out. */
  readonly costUs: readonly (number | undefined)[]
}

const MAX_REPEATS = 200
/** A case that takes so many times the least sample has its turn in every fifth round only, or the whole would take an hour. */
const DEAR_SAMPLES = 16
const DEAR_ROUNDS = 5
/** Who takes longer is compiled long before the end of the first run, which is its figure then. */
const DEAREST_US = 1e6

/**
 * Measures cases side by side: in every round each has its turn, and every round starts with another of them. CPU time of the whole process is
 * taken, which counts V8's collector and compiler in, and other processes out. `onRound` is called after each round.
 */
export async function measure(
  cases: readonly Case[],
  { rounds, warmups, minMs, failures }: Effort,
  onRound: () => void,
): Promise<Measured[]> {
  const minUs = 1000 * minMs
  const entries = cases.map((of) => ({
    of,
    costUs: Array.from({ length: rounds }, (): number | undefined => undefined),
    repeats: 1,
    isDear: false,
  }))
  for (let round = -warmups; round < rounds; round++) {
    for (const entry of inTurn(entries, round + warmups)) {
      const { of, isDear, repeats } = entry
      // One warm-up is enough for what is dear.
      if (isDear && (round < 0 || round % DEAR_ROUNDS > 0 || entry.costUs[round] !== undefined)) continue
      const sampleUs = await failures.attempt(of.by, () => cpuUs(of, repeats))
      if (sampleUs === undefined) continue
      const runUs = sampleUs / repeats
      if (round >= 0) entry.costUs[round] = runUs / of.units
      else {
        entry.isDear = runUs > DEAR_SAMPLES * minUs
        if (entry.isDear && runUs > DEAREST_US) entry.costUs[0] = runUs / of.units
        entry.repeats = Math.min(MAX_REPEATS, Math.ceil(minUs / Math.max(1, runUs)))
      }
    }
    onRound()
  }
  return entries.filter(({ of }) => !failures.has(of.by)).map(({ of, costUs }) => ({ name: of.name, costUs }))
}

async function cpuUs(of: Case, repeats: number): Promise<number> {
  // The garbage of the one before is not to be collected in this one's time. Only the young: a full collection throws optimised code away with the
  // objects that it was made for, and what is measured is then how V8 compiles it again (three times the cost, and twice that on a busy machine).
  globalThis.gc?.({ type: 'minor' })
  const before = process.cpuUsage()
  for (let repeat = 0; repeat < repeats; repeat++) await of.run()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
