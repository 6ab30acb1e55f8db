import { Failures } from '../Failures.ts'
import type { Effort } from '../measure.ts'
import { peersFor, type Peers } from '../peers/peersFor.ts'
import type { PartReport } from '../Report.ts'

/** How thorough a part is. */
export interface PartEffort extends Effort {
  /** Times the sizes of the answers. */
  readonly scale: number
  /** For every change, so that all has to be told within two minutes: what is dear has no part in it. */
  readonly isQuick: boolean
  readonly peers: Peers
}

const FULL = { rounds: 5, warmups: 2, minMs: 25, scale: 1 }
const QUICK = { rounds: 7, warmups: 2, minMs: 20, scale: 0.2 }
/** Cheap enough without dear peers, and what grows with an answer shows in a long one. */
const WHOLE_WHEN_QUICK: readonly string[] = ['chunks', 'message', 'json', 'heap', 'markdown']

/** What is asked of a part. */
export interface Asked {
  readonly isQuick: boolean
  /** The file of a peer that is measured in place of ours. */
  readonly ours?: string | undefined
  /** At most so many. */
  readonly rounds?: number | undefined
}

/** @param part by its name */
export async function effortFor(part: string, { isQuick, ours, rounds = Infinity }: Asked): Promise<PartEffort> {
  const effort = isQuick ? { ...QUICK, ...(WHOLE_WHEN_QUICK.includes(part) && { scale: FULL.scale }) } : FULL
  const peers = await peersFor({ isQuick, ours })
  return {
    ...effort,
    rounds: Math.min(effort.rounds, rounds),
    warmups: Math.min(effort.warmups, rounds),
    isQuick,
    peers,
    failures: new Failures(),
  }
}

/** One part of the benchmark. `say` is told what is being measured, each time that a bit of it is done. */
export type Part = (effort: PartEffort, say: (what: string) => void) => Promise<PartReport>
