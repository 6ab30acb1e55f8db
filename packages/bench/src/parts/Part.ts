import { Failures } from '../Failures.ts'
import type { Effort } from '../measure.ts'
import { peersFor, type Peers } from '../peers/peersFor.ts'
import type { PartReport } from '../Report.ts'

/** How thorough a part is. */
export interface PartEffort extends Effort {
  /** Rounds before those that count, where single operations are timed by the clock. */
  readonly warmups: number
  /** Times the sizes of the answers. */
  readonly scale: number
  /** For every change, so that all has to be told within two minutes: what is dear has no part in it. */
  readonly isQuick: boolean
  readonly peers: Peers
}

const FULL = { rounds: 5, warmups: 2, warmMs: 250, minMs: 25, scale: 1 }
const QUICK = { rounds: 7, warmups: 2, warmMs: 250, minMs: 20, scale: 0.2 }
/** Cheap enough without dear peers, and what grows with an answer shows in a long one. */
const WHOLE_WHEN_QUICK: readonly string[] = ['chunks', 'message', 'json', 'heap', 'markdown']

/** What is asked of a part. */
export interface Asked {
  readonly isQuick: boolean
  /** The file of a peer that is measured in place of ours. */
  readonly ours?: string | undefined
  /** At most so many, and nothing becomes warm for them. */
  readonly rounds?: number | undefined
  /** Readers that have been measured enough, by their names. */
  readonly without?: readonly string[]
}

/** @param part by its name */
export async function effortFor(part: string, { isQuick, ours, rounds, without = [] }: Asked): Promise<PartEffort> {
  const effort = isQuick ? { ...QUICK, ...(WHOLE_WHEN_QUICK.includes(part) && { scale: FULL.scale }) } : FULL
  const peers = await peersFor({ isQuick, ours, without })
  return {
    ...effort,
    ...(rounds !== undefined && { rounds: Math.min(effort.rounds, rounds), warmups: Math.min(effort.warmups, rounds), warmMs: 0 }),
    isQuick,
    peers,
    failures: new Failures(),
    slow: new Set<string>(),
  }
}

/** What a process that measures a part hands over. */
export interface PartResult {
  readonly report: PartReport
  /** Readers of which one run took so long that other processes can do without them, by their names. */
  readonly slow: readonly string[]
}

/** One part of the benchmark. `say` is told what is being measured, each time that a bit of it is done. */
export type Part = (effort: PartEffort, say: (what: string) => void) => Promise<PartReport>
