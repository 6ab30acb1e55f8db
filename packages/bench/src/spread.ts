import type { Measured } from './measure.ts'

/** The middle of some figures, with the least and the greatest. */
export interface Spread {
  readonly median: number
  readonly min: number
  readonly max: number
}

/** Takes the middle of the figures that are there. */
export function spreadOf(figures: Rounds): Spread {
  const sorted = present(figures).toSorted((a, b) => a - b)
  if (sorted.length === 0) throw new Error('There are no figures to take the middle of.')
  const at = (position: number): number => sorted[position] ?? Number.NaN
  const half = (sorted.length - 1) / 2
  return { median: (at(Math.floor(half)) + at(Math.ceil(half))) / 2, min: at(0), max: at(sorted.length - 1) }
}

/** What was found in each round; undefined, or null in JSON, for one that was sat out. */
export type Rounds = readonly (number | null | undefined)[]

/** Those of the rounds that were not sat out. */
export function present(figures: Rounds): number[] {
  return figures.filter((figure) => typeof figure === 'number')
}

/** A figure of each round's sample; undefined for a round that was sat out. */
export const byRound = <Sample>(samples: readonly (Sample | undefined)[], figure: (sample: Sample) => number): (number | undefined)[] =>
  Array.from(samples, (sample) => sample && figure(sample))

/** How many times `base` the figures are, in each round: the machine's mood has struck both sides of it alike. */
export function ratiosOf(figures: Rounds, base: Rounds): (number | undefined)[] {
  return Array.from(figures, (figure, round) => {
    const divisor = base[round] ?? undefined
    return typeof figure !== 'number' || divisor === undefined ? undefined : figure / divisor
  })
}

/** The middle of {@link ratiosOf}. */
export function ratioOf(figures: Rounds, base: Rounds): Spread {
  return spreadOf(ratiosOf(figures, base))
}

/** What the case of that name cost, in each round. */
export function costOf(measured: readonly Measured[], name: string): Rounds {
  const found = measured.find((one) => one.name === name)
  if (!found) throw new Error(`${name} was not measured.`)
  return found.costUs
}

/** The figure that a share of all figures does not exceed. */
export function quantile(figures: readonly number[] | Float64Array, share: number): number {
  return figures.toSorted((a, b) => a - b)[Math.min(figures.length - 1, Math.floor(share * figures.length))] ?? Number.NaN
}

/** The same between two figures, where it falls there. @param sorted from the least to the greatest */
export function quantileBetween(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1)
  const [below, above] = [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN]
  return below + (above - below) * (place % 1)
}
