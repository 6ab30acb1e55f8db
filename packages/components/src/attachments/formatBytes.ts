const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** A size in bytes in the reader's language: `340 bytes`, `1.2 MB`. Thousands, as file managers count. */
export function formatBytes(bytes: number, locale: string): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** step
  const maximumFractionDigits = step > 0 && value < 10 ? 1 : 0
  // English has no plural of the short "byte".
  const unitDisplay = step > 0 ? 'short' : 'long'
  return new Intl.NumberFormat(locale, { style: 'unit', unit: UNITS[step], unitDisplay, maximumFractionDigits }).format(value)
}

/** How many bytes a base64 text or the base64 of a `data:` URL stands for. */
export function base64Bytes(data: string): number {
  const start = data.startsWith('data:') ? data.indexOf(',') + 1 : 0
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0
  return Math.max(0, Math.floor(((data.length - start) * 3) / 4) - padding)
}
