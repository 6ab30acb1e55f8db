import { Channel } from './Channel.js'
import { isChatError } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import { Decoder, openSource, type ChatSource, type Piece } from './decode.js'
import { createEventParser } from './events.js'
import { DEFAULT_LIMITS } from './settings.js'

/** One server-sent event, in the words of the browser's `MessageEvent`. */
export interface ServerSentEvent {
  /** `message` unless the stream named another. */
  type: string
  /** The event's lines of data, joined by line feeds; never none, but maybe empty. */
  data: string
  /** The last id the stream gave, also by an earlier event; empty before the first. */
  lastEventId: string
}

/** Options of {@link readEvents}. */
export interface ReadEventsOptions {
  /** Called for each comment line, without its colon. */
  onComment?: ((comment: string) => void) | undefined
  /**
   * Called for each line that is no field of an event stream, as servers write errors and bare JSON, with how many events came before it. The standard says to
   * pass over it. `dispatch` ends the event at hand, as a blank line before this one would have, and returns how many events came before it then.
   */
  onLine?: ((line: string, eventsBefore: number, dispatch: () => number) => void) | undefined
  /** Called when the stream asks for another reconnection time, in milliseconds. */
  onRetry?: ((retryMs: number) => void) | undefined
  /** Called when a block sets the last event id, also one without data. */
  onId?: ((id: string) => void) | undefined
  /** Longest line, and longest data of one event, in UTF-16 units. @defaultValue 8,388,608 */
  maxEventChars?: number | undefined
}

/**
 * Reads server-sent events alone, by the letter of the standard: an event that no blank line ends is dropped.
 * @throws {@link ChatError} while iterating: `limit` when an event is longer than allowed, `network` when the source breaks. `TypeError` at once for a stream that is locked.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function readEvents(source: ChatSource, options: ReadEventsOptions = {}): AsyncGenerator<ServerSentEvent> {
  const reader = openSource(source)
  const decoder = new Decoder(Infinity)
  let lastEventId = ''
  let events = 0
  let reading = false
  const parser = createEventParser(
    {
      onEvent({ event, data }) {
        events++
        channel.push({ type: event ?? 'message', data, lastEventId })
      },
      onLine(line, dispatch) {
        options.onLine?.(line, events, () => {
          dispatch()
          return events
        })
      },
      onId(id) {
        lastEventId = id
        options.onId?.(id)
      },
      onComment: options.onComment,
      onRetry: options.onRetry,
    },
    options.maxEventChars ?? DEFAULT_LIMITS.eventChars,
  )
  const advance = () => {
    if (reading || !channel.hungry) return
    reading = true
    reader.read().then(onPiece, fail)
  }
  const fail = (error: unknown) => {
    reader.cancel()
    channel.end(isChatError(error) ? error : chatError('network', 'The connection broke.', { cause: error, retryable: true }))
  }
  const onPiece = ({ done, value }: Piece) => {
    reading = false
    try {
      if (done) channel.end()
      else if (value !== undefined) parser.feed(decoder.decode(value))
    } catch (error) {
      fail(error)
    }
    advance()
  }
  const channel = new Channel<ServerSentEvent>(advance, () => reader.cancel())
  return channel
}
