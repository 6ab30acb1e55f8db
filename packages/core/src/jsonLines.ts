import type { TextSink } from './body.js'
import { LineBuffer, tooLong } from './LineBuffer.js'
import { isRecord } from './own.js'
import { parseJson } from './parseJson.js'

/**
 * Creates a reader of a body that begins as JSON: one value, printed over any number of lines, or one object a line. `take` gets each, with
 * whether it may be the whole body.
 */
export function createJsonLines(take: (json: string, mayBeWhole: boolean) => void, maxChars: number): TextSink {
  const lines = new LineBuffer(maxChars)
  /** Lines that may all be one value: it is known when another follows the first. */
  let pieces: string[] = []
  let pieceChars = 0
  let isLines = false

  const takeLine = (text: string) => {
    const line = text.trim()
    if (line === '') return
    const [first = ''] = pieces
    if (pieces.length === 1 && isRecord(parseJson(first))) {
      isLines = true
      pieces = []
      take(first, false)
    }
    if (isLines) return take(line, false)
    pieces.push(line)
    pieceChars += line.length
    if (pieceChars > maxChars) throw tooLong(maxChars)
  }

  return {
    feed(text) {
      for (const line of lines.push(text).split(/\r\n?|\n/)) takeLine(line)
      lines.check()
    },
    flush() {
      takeLine(lines.rest())
      if (pieces.length > 0) take(pieces.join('\n'), true)
    },
  }
}
