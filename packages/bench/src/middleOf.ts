import { quantileBetween, present, type Rounds } from './spread.ts'

/** Of so many rounds the quartiles are known well enough. */
const MANY = 10
/** By how many times their distance the quartiles of fewer rounds are moved apart: one round more and they may be elsewhere. */
const WIDENED = 1.5

/**
 * Where the middle half of a figure's rounds lies. Two runs of the same code seldom have it apart, though their processes differ, and one round that the
 * machine held up does not stretch it, as it does the range. How seldom is simulated in the tests.
 */
export function middleOf(rounds: Rounds): { low: number; high: number } {
  const figures = present(rounds).toSorted((a, b) => a - b)
  const [low, high] = [quantileBetween(figures, 0.25), quantileBetween(figures, 0.75)]
  const more = figures.length < MANY ? WIDENED * (high - low) : 0
  return { low: low - more, high: high + more }
}
