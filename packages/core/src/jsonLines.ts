import type { TextSink } from './body.js'
import { createEventParser, type EventHandlers } from './events.js'
import { tooLong } from './LineBuffer.js'
import { isRecord } from './own.js'
import { parseJson } from './parseJson.js'
import { isRead } from './readAnswer.js'

/**
 * Creates a reader of a body that begins as JSON: one value, printed over any number of lines, or one object a line. `take` gets each, with
 * whether it may be the whole body. Events may follow it all the same: they go to `handlers`.
 */
export function createJsonLines(take: (json: string, mayBeWhole: boolean) => void, handlers: EventHandlers, maxChars: number): TextSink {
  /** Lines that may all be one value: it is known when another follows the first. */
  const pieces: string[] = []
  let pieceChars = 0
  let isLines = false

  const startLines = () => {
    isLines = true
    if (pieces.length > 0) take(pieces.splice(0).join('\n'), false)
  }

  const takeLine = (text: string) => {
    const line = text.trim()
    if (line === '') return
    const [first = ''] = pieces
    if (pieces.length === 1 && isRecord(parseJson(first))) startLines()
    if (isLines) return take(line, false)
    pieces.push(line)
    pieceChars += line.length
    if (pieceChars > maxChars) throw tooLong(maxChars)
  }

  const parser = createEventParser(
    {
      ...handlers,
      onEvent(event) {
        startLines()
        handlers.onEvent(event)
      },
      onLine(line, dispatch) {
        if (isRead(line)) dispatch()
        takeLine(line)
      },
    },
    maxChars,
  )

  return {
    feed: (text) => parser.feed(text),
    flush() {
      parser.flush()
      if (pieces.length > 0) take(pieces.join('\n'), true)
    },
  }
}
