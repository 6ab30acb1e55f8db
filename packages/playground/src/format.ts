const whole = new Intl.NumberFormat('en')
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })

/** `312 ms` below a second, `1.24 s` above. */
export function formatDuration(ms: number): string {
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 9_995 ? 2 : 1)} s`
}

/** Seconds since the beginning, for a column of times: `0.412`. */
export function formatOffset(ms: number): string {
  return (ms / 1000).toFixed(3)
}

/** `312 B`, `4.1 kB`, `2.3 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`
  return bytes < 1_000_000 ? `${oneDecimal.format(bytes / 1_000)} kB` : `${oneDecimal.format(bytes / 1_000_000)} MB`
}

export function formatCount(count: number): string {
  return whole.format(count)
}

export function formatRate(perSecond: number): string {
  return perSecond < 10 ? oneDecimal.format(perSecond) : whole.format(Math.round(perSecond))
}

export function formatAmount(amount: number): string {
  return fine.format(amount)
}
