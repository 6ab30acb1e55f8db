/** Where figures lie between the edges of a plot. */
export interface Scale {
  readonly isLogarithmic: boolean
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
    return { isLogarithmic, at: (value) => (100 * (value - least)) / width }
  }
  const from = Math.log(smallest / SMALLEST_BAR)
  const width = Math.log(largest * ROOM) - from
  return { isLogarithmic, at: (value) => (value > 0 ? (100 * (Math.log(value) - from)) / width : 0) }
}
