import { BLOCK_DIFFERENCES } from './blockDifferences.fixture.js'
import { INLINE_DIFFERENCES } from './inlineDifferences.fixture.js'
import type { Difference, Peer } from './peers.fixture.js'

/** In the order of the table in docs/differences.md. */
export const DIFFERENCES: readonly Difference[] = [...BLOCK_DIFFERENCES, ...INLINE_DIFFERENCES]

/** The class that a smallest text belongs to. */
export function classOf(peer: Peer, text: string): Difference | undefined {
  return DIFFERENCES.find(({ peers, pattern }) => peers.includes(peer) && pattern.test(text))
}
