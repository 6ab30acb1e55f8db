const whole = new Intl.NumberFormat('en')
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })
const fine = new Intl.NumberFormat('en', { maximumFractionDigits: 6 })

/** `312 ms` below a second, `1.24 s` above. */
export function formatDuration(ms: number): string {
  return ms < 999.5 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(ms < 9_995 ? 2 : 1)} s`
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
