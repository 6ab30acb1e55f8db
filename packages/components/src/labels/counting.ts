import { formatNumber, plural } from '../shared/format.js'

type Forms = Parameters<typeof plural>[2]

/** Says how many of something there are. `#` in a form stands for the number; `shown` where it is formatted already. */
export type Count = (count: number, forms: Forms, shown?: string) => string

/** Counts in one language: `counting('de')(1200, { one: '# Datei', other: '# Dateien' })` is `1.200 Dateien`. */
export function counting(locale: string): Count {
  return (count, forms, shown = formatNumber(count, locale)) => plural(count, locale, forms).replace('#', () => shown)
}
