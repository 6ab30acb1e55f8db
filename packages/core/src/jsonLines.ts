import type { TextSink } from './body.js'
import { LineBuffer, tooLong } from './LineBuffer.js'

/**
 * Creates a reader of a body that begins as JSON: one value, printed over any number of lines, or one object a line. `take` gets each, with
 * whether it may be the whole body.
 */
export function createJsonLines(take: (json: string, mayBeWhole: boolean) => void, maxChars: number): TextSink {
  const lines = new LineBuffer(maxChars)
  /** Lines that are no object of their own: the pieces of one value. */
  const pieces: string[] = []
  let pieceChars = 0
  /** The first object is kept until it is known whether another one follows. */
  let first: string | undefined
  let isLines = false

  const takeLine = (text: string) => {
    const line = text.trim()
    if (line === '') return
    if (first !== undefined || isLines) {
      if (first !== undefined) take(first, false)
      first = undefined
      isLines = true
      take(line, false)
    } else if (pieces.length === 0 && line.startsWith('{') && line.endsWith('}')) first = line
    else {
      pieces.push(line)
      pieceChars += line.length
      if (pieceChars > maxChars) throw tooLong(maxChars)
    }
  }

  return {
    feed(text) {
      for (const line of lines.push(text).split(/\r\n?|\n/)) takeLine(line)
      lines.check()
    },
    flush() {
      takeLine(lines.rest())
      if (first !== undefined) take(first, true)
      else if (pieces.length > 0) take(pieces.join('\n'), true)
    },
  }
}
