import { figuresOf, type RecordingFigures } from '../figuresOf.js'
import type { Recording } from '../recording/recording.js'
import { count, duration, oneLine } from './terminal.js'

/** The figures of a recording on one line. */
export async function figureLine(recording: Recording): Promise<string> {
  const figures = await figuresOf(recording)
  const { exchanges, reads, bytes, tokens, durationMs } = figures
  return [
    count(exchanges.length, 'exchange'),
    count(reads, 'read'),
    count(bytes, 'byte'),
    count(tokens, 'token'),
    duration(durationMs),
    endingOf(figures),
  ].join(', ')
}

function endingOf({ exchanges, ending, finishReason, errorCode }: RecordingFigures): string {
  if (exchanges.length === 0) return 'nothing was asked'
  if (ending === 'complete') return finishReason === null ? 'complete' : `complete (${oneLine(finishReason)})`
  if (ending === 'left') return 'left by its caller'
  const status = exchanges.at(-1)?.status
  return ending === 'failed' ? `failed (${errorCode}${status === undefined || status < 400 ? '' : `, ${status}`})` : ending
}
