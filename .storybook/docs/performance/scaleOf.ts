/** Where figures lie between the edges of a plot. */
export interface Scale {
  readonly isLogarithmic: boolean
  /** Where nothing is, from which bars begin: the edge, but where figures are below nothing. */
  readonly zero: number
  /** In hundredths of the plot's width. */
  at(value: number): number
}

/** From this on the small ones could not be told apart on a linear scale. */
const LARGEST_OF_SMALLEST = 25
/** Room beyond the largest, and for the bar of the smallest. */
const ROOM = 1.06
const SMALLEST_BAR = 2

/** A scale with room for all of them: from nothing, or logarithmic where they are far apart. */
export function scaleOf(values: readonly number[]): Scale {
  const largest = Math.max(...values)
  const smallest = Math.min(...values.filter((value) => value > 0))
  const isLogarithmic = Math.min(...values) >= 0 && largest / smallest > LARGEST_OF_SMALLEST
  if (!isLogarithmic) {
    const least = Math.min(0, ...values)
    const width = (Math.max(largest, 0) - least) * ROOM || 1
    const at = (value: number) => (100 * (value - least)) / width
    return { isLogarithmic, zero: at(0), at }
  }
  const from = Math.log(smallest / SMALLEST_BAR)
  const width = Math.log(largest * ROOM) - from
  return { isLogarithmic, zero: 0, at: (value) => (value > 0 ? (100 * (Math.log(value) - from)) / width : 0) }
}
