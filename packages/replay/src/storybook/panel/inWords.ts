const number = new Intl.NumberFormat('en')

export function inNumbers(value: number): string {
  return number.format(value)
}

/** `320 ms`, `3.41 s`, `2:04 min`: of the length that `ofMs` asks for, so that it does not jump while it counts. */
export function inTime(ms: number, ofMs: number = ms): string {
  if (ofMs < 1000) return `${Math.round(ms)} ms`
  if (ofMs < 60_000) return `${(ms / 1000).toFixed(2)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`
}
