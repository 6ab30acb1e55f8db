import type { Effort } from '../measure.ts'
import type { PartReport } from '../Report.ts'

/** How thorough a part is. */
export interface PartEffort extends Effort {
  /** Times the sizes of the answers. */
  readonly scale: number
}

export const FULL: PartEffort = { rounds: 15, warmups: 2, minMs: 25, scale: 1 }
/** For a look: the budgets were set for answers of full size. */
export const QUICK: PartEffort = { rounds: 3, warmups: 1, minMs: 5, scale: 0.2 }

/** One part of the benchmark. `say` is told what is being measured, each time that a bit of it is done. */
export type Part = (effort: PartEffort, say: (what: string) => void) => Promise<PartReport>
