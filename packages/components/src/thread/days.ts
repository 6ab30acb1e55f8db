const DAY_MS = 86_400_000

/** The number of a day where the reader is, the same from midnight to midnight; undefined for a time that nobody noted. */
export function dayOf(ms: number): number | undefined {
  const date = new Date(ms)
  return ms > 0 && Number.isFinite(date.getTime()) ? Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS : undefined
}

/** A day as people name it: today, yesterday, a weekday with its date, and the year where it is another. */
export function dayName(day: number, today: number, locale: string): string {
  if (day === today || day === today - 1) return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(day - today, 'day')
  const isThisYear = new Date(day * DAY_MS).getUTCFullYear() === new Date(today * DAY_MS).getUTCFullYear()
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(day * DAY_MS)
}

/** A day as `<time>` has it. */
export function isoDay(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}

/** Milliseconds until the day after. */
export function untilMidnightMs(nowMs: number): number {
  const now = new Date(nowMs)
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime() - nowMs
}
