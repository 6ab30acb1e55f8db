/** By locale and options: making one costs a thousand times what it costs to use it. */
const formats = new Map<string, Intl.NumberFormat>()

function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = locale + JSON.stringify(options)
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, options)
  formats.set(key, format)
  return format
}

/** Numbers in the reader's language. `locale` is a BCP 47 tag everywhere. */
export function formatNumber(value: number, locale: string): string {
  return numberFormat(locale).format(value)
}

/** Milliseconds as seconds below a minute (`4.2 sec`), as minutes and seconds from there on (`2 min 5 sec`). */
export function formatDuration(milliseconds: number, locale: string): string {
  const seconds = milliseconds / 1000
  if (seconds < 59.95) return unit(seconds, 'second', locale, seconds < 10 ? 1 : 0)
  const whole = Math.round(seconds)
  const minutes = unit(Math.floor(whole / 60), 'minute', locale, 0)
  return whole % 60 === 0 ? minutes : `${minutes} ${unit(whole % 60, 'second', locale, 0)}`
}

/** US dollars; what costs less than a cent keeps two digits that say something instead of rounding to nothing. */
export function formatDollars(amount: number, locale: string): string {
  const digits =
    amount !== 0 && Math.abs(amount) < 0.01 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: Math.abs(amount) < 1 ? 4 : 2 }
  return numberFormat(locale, { style: 'currency', currency: 'USD', ...digits }).format(amount)
}

/** A share from 0 to 1 as a percentage without decimals; what is more than nothing is not shown as nothing. */
export function formatShare(share: number, locale: string): string {
  return numberFormat(locale, { style: 'percent' }).format(share > 0 ? Math.max(share, 0.01) : 0)
}

/** Picks the word that goes with a number: `plural(2, 'en', { one: 'token', other: 'tokens' })` is `tokens`. */
export function plural(value: number, locale: string, words: { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>): string {
  return words[new Intl.PluralRules(locale).select(value)] ?? words.other
}

function unit(value: number, name: 'second' | 'minute', locale: string, maximumFractionDigits: number): string {
  return numberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits }).format(value)
}
