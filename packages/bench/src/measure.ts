import type { Failures } from './Failures.ts'
import { inTurn } from './inTurn.ts'

/** Something whose cost is measured. */
export interface Case {
  readonly name: string
  /** Whose it is: who fails in one case has no figures of any. */
  readonly by: string
  /** What one run does so many of, such as deltas: cost is told for one of them. */
  readonly units: number
  /** Throws where its own output is wrong, unless that is looked at by {@link check}. */
  run(): unknown
  /** Looks at what the last run of a sample gave, outside of the sample. Throws where it is wrong. */
  check?(output: unknown): unknown
}

export interface Effort {
  /** Rounds that count. */
  readonly rounds: number
  /** CPU time that each case has before them, in turns: until then it is V8's compiler that is measured. With 0 there is none. */
  readonly warmMs: number
  /** CPU time for which a sample repeats its case, so that it is long against the clock's step. */
  readonly minMs: number
  readonly failures: Failures
  /** Takes down whose runs took so long that one process is enough for them. */
  readonly slow: Set<string>
}

/** What a case cost. */
export interface Measured {
  readonly name: string
  /** Microseconds of CPU for one unit, in each round; undefined for a round that it sat out. */
  readonly costUs: readonly (number | undefined)[]
}

interface Entry {
  readonly of: Case
  readonly costUs: (number | undefined)[]
  /** CPU time that it has had to become warm. */
  warmUs: number
  /** Runs in a sample. */
  repeats: number
  isDear: boolean
}

const MAX_REPEATS = 200
/** Turns in which a case becomes warm, where its runs are too short to be so by their time. */
const MAX_WARM_TURNS = 20
/** A case that takes so many times the least sample has its turn in every fifth round only, or the whole would take an hour. */
const DEAR_SAMPLES = 8
const DEAR_ROUNDS = 5
/** Who takes longer is compiled long before the end of the first run, which is its figure then. */
const DEAREST_US = 1e6

/**
 * Measures cases side by side: in every round each has its turn, and every round starts with another of them. CPU time of the whole process is
 * taken, which counts V8's collector and compiler in, and other processes out. `onRound` is called after each round.
 */
export async function measure(cases: readonly Case[], effort: Effort, onRound: () => void): Promise<Measured[]> {
  const { rounds, failures } = effort
  const entries = cases.map((of) => ({
    of,
    costUs: Array.from({ length: rounds }, (): number | undefined => undefined),
    warmUs: 0,
    repeats: 1,
    isDear: false,
  }))
  await warmUp(entries, effort, onRound)
  for (let round = 0; round < rounds; round++) {
    for (const { of, isDear, repeats, costUs } of inTurn(entries, round)) {
      if (isDear && (round % DEAR_ROUNDS > 0 || costUs[round] !== undefined)) continue
      const sampleUs = await failures.attempt(of.by, () => cpuUs(of, repeats))
      if (sampleUs !== undefined) costUs[round] = sampleUs / repeats / of.units
    }
    onRound()
  }
  return entries.filter(({ of }) => !failures.has(of.by)).map(({ of, costUs }) => ({ name: of.name, costUs }))
}

/** Runs the cases in turn until each is warm, and finds out how often it must repeat. */
async function warmUp(entries: readonly Entry[], { warmMs, minMs, failures, slow }: Effort, onRound: () => void): Promise<void> {
  const minUs = 1000 * minMs
  const isCold = ({ of, warmUs }: Entry) => warmUs < 1000 * warmMs && !failures.has(of.by)
  for (let turn = 0; turn < MAX_WARM_TURNS && entries.some(isCold); turn++) {
    for (const entry of inTurn(entries, turn).filter(isCold)) {
      const { of, repeats } = entry
      const sampleUs = await failures.attempt(of.by, () => cpuUs(of, repeats))
      if (sampleUs === undefined) continue
      const runUs = sampleUs / repeats
      entry.warmUs += sampleUs
      entry.isDear = runUs > DEAR_SAMPLES * minUs
      entry.repeats = Math.min(MAX_REPEATS, Math.ceil(minUs / Math.max(1, runUs)))
      if (turn > 0 || runUs <= DEAREST_US) continue
      entry.costUs[0] = runUs / of.units
      slow.add(of.by)
    }
    onRound()
  }
}

async function cpuUs(of: Case, repeats: number): Promise<number> {
  // The garbage of the one before is not to be collected in this one's time. Only the young: a full collection throws optimised code away with the
  // objects that it was made for, and what is measured is then how V8 compiles it again (three times the cost, and twice that on a busy machine).
  globalThis.gc?.({ type: 'minor' })
  let output: unknown
  const before = process.cpuUsage()
  for (let repeat = 0; repeat < repeats; repeat++) output = await of.run()
  const { user, system } = process.cpuUsage(before)
  await of.check?.(output)
  return user + system
}
