import type { Measured } from './measure.ts'

/** The middle of some figures, with the least and the greatest. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

export function spreadOf(figures: readonly number[]): Spread {
  if (figures.length === 0) throw new Error('There are no figures to take the middle of.')
  const sorted = figures.toSorted((a, b) => a - b)
  const at = (position: number): number => sorted[position] ?? Number.NaN
  const half = (sorted.length - 1) / 2
  return { median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2, min: at(0), max: at(sorted.length - 1) }
}

/** How many times `base` the figures are. Each is divided by that of its own round, which the machine's mood has struck alike. */
export function ratioOf(figures: readonly number[], base: readonly number[]): Spread {
  return spreadOf(figures.map((figure, round) => figure / (base[round] ?? Number.NaN)))
}

/** What the case of that name cost, in each round. */
export function costOf(measured: readonly Measured[], name: string): readonly number[] {
  const found = measured.find((one) => one.name === name)
  if (!found) throw new Error(`${name} was not measured.`)
  return found.costUs
}
