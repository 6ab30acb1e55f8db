/** The inspector's numbers in one locale. Each row needs some, so the formatters are made once. */
export interface InspectorFormats {
  /** Seconds since the beginning, for a column of times: `0.412`. */
  offset: (ms: number) => string
  /** Seconds, as short as can be, for an axis of time: `0.5s`. */
  tick: (ms: number) => string
  /** `25ms` below a second, `1.5s` above, for an axis of durations. */
  durationTick: (ms: number) => string
  /** `312 ms` below a second, `1.24 s` above. */
  duration: (ms: number) => string
  /** As `duration`, with its sign. */
  durationChange: (ms: number) => string
  count: (value: number) => string
  countChange: (value: number) => string
  rate: (perSecond: number) => string
  rateChange: (perSecond: number) => string
}

const made = new Map<string, InspectorFormats>()

/** `locale` is a BCP 47 tag. */
export function inspectorFormats(locale: string): InspectorFormats {
  const known = made.get(locale)
  if (known) return known
  const formats = make(locale)
  made.set(locale, formats)
  return formats
}

function make(locale: string): InspectorFormats {
  const format = (options: Intl.NumberFormatOptions) => {
    const inLocale = new Intl.NumberFormat(locale, options)
    return (value: number) => inLocale.format(value)
  }
  const change = { signDisplay: 'exceptZero' } as const
  const unit = (name: string, digits: number, rest: Intl.NumberFormatOptions = {}) =>
    format({ style: 'unit', unit: name, minimumFractionDigits: digits, maximumFractionDigits: digits, ...rest })
  const durations = (rest: Intl.NumberFormatOptions = {}) => {
    const [inMs, inSeconds, inTens] = [unit('millisecond', 0, rest), unit('second', 2, rest), unit('second', 1, rest)]
    return (ms: number) => (Math.abs(ms) < 999.5 ? inMs(Math.round(ms)) : Math.abs(ms) < 9995 ? inSeconds(ms / 1000) : inTens(ms / 1000))
  }
  const rates = (rest: Intl.NumberFormatOptions = {}) => {
    const [fine, whole] = [format({ maximumFractionDigits: 1, ...rest }), format({ maximumFractionDigits: 0, ...rest })]
    return (value: number) => (Math.abs(value) < 10 ? fine : whole)(value)
  }
  const inSeconds = format({ minimumFractionDigits: 3, maximumFractionDigits: 3, useGrouping: false })
  const short = { style: 'unit', unitDisplay: 'narrow', maximumFractionDigits: 3 } as const
  const [inShort, inShortMs] = [format({ ...short, unit: 'second' }), format({ ...short, unit: 'millisecond' })]
  return {
    tick: (ms) => inShort(ms / 1000),
    durationTick: (ms) => (ms < 1000 ? inShortMs(ms) : inShort(ms / 1000)),
    offset: (ms) => inSeconds(ms / 1000),
    duration: durations(),
    durationChange: durations(change),
    count: format({}),
    countChange: format(change),
    rate: rates(),
    rateChange: rates(change),
  }
}
