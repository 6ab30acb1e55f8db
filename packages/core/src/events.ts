import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { LineBuffer, tooLong } from './LineBuffer.js'

/** What an event stream consists of. */
export interface EventHandlers {
  onEvent: (event: EventSourceMessage) => void
  /** A whole line that is no field of an event stream. `dispatch` ends the event at hand, as a blank line before this one would have. */
  onLine?: ((line: string, dispatch: () => void) => void) | undefined
  onComment?: ((comment: string) => void) | undefined
  onId?: ((id: string) => void) | undefined
  onRetry?: ((retryMs: number) => void) | undefined
}

/** Text in any pieces goes in, events come out through the handlers. */
export interface EventParser {
  feed(text: string): void
  /** Dispatches the event that no blank line ended. */
  flush(): void
}

/** @param maxEventChars ends the stream with a `limit` error when one event's data is longer. */
export function createEventParser({ onEvent, onLine, onComment, onId, onRetry }: EventHandlers, maxEventChars: number): EventParser {
  const lines = new LineBuffer(maxEventChars)
  const parser = createParser({
    maxBufferSize: maxEventChars,
    onEvent(event) {
      if (event.data.length > maxEventChars) throw tooLong(maxEventChars)
      onEvent(event)
    },
    onError(error) {
      if (error.type === 'max-buffer-size-exceeded') throw tooLong(maxEventChars)
      if (error.type === 'unknown-field') onLine?.(error.line ?? '', () => parser.feed('\n'))
    },
    onComment,
    onId,
    onRetry,
  })
  return {
    feed(text) {
      const whole = lines.push(text)
      if (whole !== '') parser.feed(whole)
      lines.check()
    },
    flush: () => parser.feed(`${lines.rest()}\n\n`),
  }
}
