import { createBody, type BodyContext, type TextSink } from './body.js'
import type { Ending, Warning } from './ChatResult.js'
import { createEventParser, type EventHandlers } from './events.js'
import { createJsonLines } from './jsonLines.js'
import { Outcome } from './Outcome.js'
import { createAnswerReader, type AnswerReader, type AnswerReaderOptions } from './readAnswer.js'
import type { RunCursor } from './RunCursor.js'
import type { Emit } from './valueReader.js'

/** What reading the body of an answer needs to know. */
export interface ChunkReaderOptions extends BodyContext, AnswerReaderOptions {
  /** Where a relay keeps the run: which of its events were applied. */
  cursor?: RunCursor | undefined
  /** Called when the relay takes back what came: everything follows from the first event. */
  onReset?: (() => void) | undefined
}

/** Text of a body goes in, in any pieces; normalised chunks come out. Throws {@link ChatError} where the answer failed. */
export interface ChunkReader extends Pick<AnswerReader, 'conclude' | 'isFinished' | 'flush'> {
  feed: (text: string) => void
  /** Takes what is whole of an event though nothing ended it: no more will come. */
  takeRest: () => void
  /** Takes the end of the body and says how the answer ended. */
  end: () => Ending
  /** Another body goes on with the answer; what the one before left unfinished is dropped. */
  reopen: () => void
  /** Adds a warning; each code once. */
  warn: (code: string, message: string) => void
  readonly warnings: readonly Warning[]
  readonly outcome: Readonly<Outcome>
}

/** Creates a reader of one answer, over as many bodies as it comes in. */
export function createChunkReader(options: ChunkReaderOptions, onChunk: Emit): ChunkReader {
  const { limits, tracer, cursor } = options
  const warnings: Warning[] = []
  const warned = new Set<string>()

  const warn = (code: string, message: string) => {
    if (warned.has(code)) return
    warned.add(code)
    warnings.push({ code, message })
    tracer?.step({ kind: 'warning', code, message })
  }

  const begin = (isContinued = false) => createAnswerReader(options, new Outcome(isContinued), warn, onChunk)
  let answer = begin(cursor?.lastEventId !== undefined)

  const reset = () => {
    answer = begin()
    cursor?.reset()
    warn('relay-reset', 'The relay lost a part of what it had shown; the answer was read anew from its first event.')
    options.onReset?.()
  }

  /** Events of a relay's run go past the cursor; those of a plain gateway take the straight way. */
  const handlers: EventHandlers = cursor
    ? {
        onId: (id) => cursor.announce(id),
        onEvent(event) {
          if (event.event === 'rivulet.reset') return reset()
          if (!cursor.admits()) return
          answer.takeEvent(event)
          cursor.apply()
        },
        onComment(comment) {
          tracer?.event(comment.length, 'comment')
          if (comment === 'rivulet degraded') warn('relay-degraded', DEGRADED)
        },
      }
    : { onEvent: answer.takeEvent, onComment: tracer && ((comment) => tracer.event(comment.length, 'comment')) }

  const open = (): TextSink => {
    const events = createEventParser({ ...handlers, onLine: (line, dispatch) => answer.takeLine(line, dispatch) }, limits.eventChars)
    const json = createJsonLines((text, mayBeWhole) => answer.takeJson(text, mayBeWhole), handlers, limits.eventChars)
    return createBody({ events, json }, options)
  }
  let body = open()

  const takeRest = () => {
    answer.outcome.isAtEnd = true
    body.flush()
  }

  return {
    feed: (text) => body.feed(text),
    reopen() {
      cursor?.reopen()
      body = open()
    },
    takeRest,
    end() {
      takeRest()
      return answer.conclude()
    },
    conclude: () => answer.conclude(),
    isFinished: () => answer.isFinished(),
    flush: () => answer.flush(),
    warn,
    warnings,
    get outcome() {
      return answer.outcome
    },
  }
}

const DEGRADED = 'The relay could not reach its store for a while; what it showed meanwhile was not safe from being lost.'
