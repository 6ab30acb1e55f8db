/** Round distances between the marks of an axis: 1, 2 or 5 of a power of ten, at least so far apart. */
export function ticksOf(
  durationMs: number,
  width: number,
  leastGap: number,
): { readonly stepMs: number; readonly ticks: readonly number[] } {
  const leastMs = (durationMs * leastGap) / Math.max(1, width)
  const power = 10 ** Math.floor(Math.log10(Math.max(leastMs, 1)))
  const stepMs = [1, 2, 5, 10].map((factor) => factor * power).find((ms) => ms >= leastMs) ?? 10 * power
  return { stepMs, ticks: Array.from({ length: Math.floor(durationMs / stepMs) + 1 }, (_, index) => index * stepMs) }
}

/** `0`, `200 ms`, `1.5 s`: as short as the distance between two marks allows. */
export function tickInWords(ms: number, stepMs: number): string {
  if (ms === 0) return '0'
  if (stepMs < 100 || ms < 1000) return `${Math.round(ms)} ms`
  return ms < 60_000 || stepMs % 60_000 !== 0 ? `${Math.round(ms / 100) / 10} s` : `${ms / 60_000} min`
}
