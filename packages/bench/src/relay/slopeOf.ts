export interface Point {
  x: number
  y: number
}

/** How much y grows with x, by least squares, and the standard error of that. */
export function slopeOf(points: readonly Point[]): { slope: number; error: number } {
  const mean = (of: (point: Point) => number) => points.reduce((sum, point) => sum + of(point), 0) / points.length
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)]
  const variance = mean(({ x }) => (x - meanX) ** 2)
  const slope = mean(({ x, y }) => (x - meanX) * (y - meanY)) / variance
  const rest = mean(({ x, y }) => (y - meanY - slope * (x - meanX)) ** 2)
  return { slope, error: Math.sqrt(rest / variance / (points.length - 2)) }
}
