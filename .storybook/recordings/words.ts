import type { RecordingFigures } from '@rivulet/replay'

const number = new Intl.NumberFormat('en')

export function inNumbers(value: number): string {
  return number.format(value)
}

/** `320 ms`, `3.4 s`, `2 min 1 s`. */
export function inTime(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${number.format(Math.round(ms / 100) / 10)} s`
  const seconds = Math.round(ms / 1000)
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** `812 B`, `23 kB`, `1.6 MB`. */
export function inBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1e6 ? `${number.format(Math.round(bytes / 1000))} kB` : `${number.format(Math.round(bytes / 1e5) / 10)} MB`
}

/** How it ended, in a few words. */
export function inWords({ ending, finishReason, errorCode, exchanges }: RecordingFigures): string {
  if (ending === 'complete') return finishReason === null ? 'complete, no finish reason' : `complete, ${finishReason}`
  if (ending === 'failed') return `failed, ${errorCode ?? 'unknown'}`
  if (ending === 'truncated') return 'truncated'
  const silenceMs = exchanges.at(-1)?.longestSilenceMs ?? 0
  return silenceMs >= 10_000 ? `left after ${inTime(silenceMs)} of silence` : 'left by its reader'
}
