/** Letters that move the cursor, change colours or turn text around: a terminal would obey them, whoever wrote them. */
const CONTROL = /\r(?=\n)|[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu

/** Text of a gateway or a file without what a terminal would obey. Lines and tabs stay. */
export function plainText(text: string): string {
  return text.replaceAll(CONTROL, (letter) => (letter === '\n' || letter === '\t' ? letter : ''))
}

/** The same on one line. */
export function oneLine(text: string): string {
  return plainText(text).replaceAll(/\s+/g, ' ').trim()
}

/** JSON of which a terminal obeys nothing and nothing is lost: what `JSON.stringify` leaves is escaped too. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(/[\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
  })
}

/** Dimmed where it is seen in colour. @see https://no-color.org */
export function dim(text: string, stream: NodeJS.WriteStream): string {
  const isColoured = stream.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb'
  return isColoured ? `\u001B[2m${text}\u001B[22m` : text
}

/** One line for people. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** How often a line of progress is rewritten, in milliseconds. */
const REFRESH_MS = 100

export interface Progress {
  /** A line that stays, above the one that is rewritten. */
  readonly say: (line: string) => void
  readonly stop: () => void
}

/** A line on a terminal that is rewritten until it is over; nothing elsewhere, where it could not be. */
export function startProgress(line: () => string): Progress {
  const { stderr } = process
  if (!stderr.isTTY) return { say, stop: () => undefined }
  const draw = () => stderr.write(`\r\u001B[2K${line()}`)
  draw()
  const timer = setInterval(draw, REFRESH_MS)
  return {
    say: (text) => say(`\r\u001B[2K${text}`),
    stop() {
      clearInterval(timer)
      stderr.write('\r\u001B[2K')
    },
  }
}

/** `1 read`, `23,912 bytes`. */
export function count(amount: number, one: string, many = `${one}s`): string {
  return `${amount.toLocaleString('en')} ${amount === 1 ? one : many}`
}

/** `20 ms`, `0.3 s`, `1 min 4 s`. */
export function duration(ms: number): string {
  if (ms < 100) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
