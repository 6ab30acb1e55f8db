import type { EventSourceMessage } from 'eventsource-parser'
import { createBody, type BodyContext } from './body.js'
import { createEventParser } from './events.js'
import { createFraming } from './framing.js'
import { createJsonLines } from './jsonLines.js'
import { isPlain } from './normalize.js'
import { isFinished, Outcome } from './Outcome.js'
import { isRecord } from './own.js'
import { findError } from './reportedError.js'
import type { Ending, Warning } from './ChatResult.js'
import { parseJson } from './parseJson.js'
import { isOn } from './RuleName.js'
import { createTextLane } from './textLane.js'
import type { Tracer } from './trace.js'
import { createValueReader, type Emit, type ValueReader, type ValueReaderOptions } from './valueReader.js'

/** What reading an answer needs to know. */
export interface ChunkReaderOptions extends BodyContext, ValueReaderOptions {
  tracer?: Tracer | undefined
}

/** Text of a body goes in, in any pieces; normalised chunks come out. Throws {@link ChatError} where the answer failed. */
export interface ChunkReader {
  feed: (text: string) => void
  /** Takes the end of the body and says how the answer ended. */
  end: () => Ending
  /** How the answer ended, if nothing more comes. */
  conclude: () => Ending
  /** Whether the answer is there, whatever happens to the connection now: every choice has finished, or `[DONE]` came. */
  isFinished: () => boolean
  /** Gives out what was held back. */
  flush: () => void
  /** Adds a warning; each code once. */
  warn: (code: string, message: string) => void
  readonly warnings: readonly Warning[]
  readonly outcome: Readonly<Outcome>
}

/** Creates a reader of one answer: wires body, events, framing, normalisation and outcome together. */
export function createChunkReader(options: ChunkReaderOptions, onChunk: Emit): ChunkReader {
  const { limits, rules, tracer } = options
  const warnings: Warning[] = []
  const warned = new Set<string>()
  const outcome = new Outcome()
  let atEnd = false

  const warn = (code: string, message: string) => {
    if (warned.has(code)) return
    warned.add(code)
    warnings.push({ code, message })
    tracer?.step({ kind: 'warning', code, message })
  }

  const lost = () => {
    // What the end of the bytes cut off was never an event.
    if (atEnd || outcome.sawDone) return
    outcome.lostEvents++
    warn('lost-event', 'An event that could not be read was skipped; the answer may lack something.')
  }

  const emit: Emit = (chunk) => {
    outcome.take(chunk)
    onChunk(chunk)
  }

  const values = createValueReader(options, outcome, warn, emit)
  const readPayload = createFraming(rules, { warn, onValue: values.take, onDone: () => (outcome.sawDone = true) })
  const take = createEventTaker(values, outcome, emit, (payload) => readPayload(payload) || lost())
  const takeEvent: typeof take = tracer
    ? (event) => {
        tracer.event(event.data.length, event.event)
        take(event)
      }
    : take
  const takeBareJson = (json: string) => {
    warn('bare-json', 'JSON that came without "data:" was read all the same.')
    takeEvent({ data: json })
  }

  /** A whole line that is no field of an event stream: the standard says to pass over it, yet servers write errors and JSON so. */
  const takeLine = (line: string) => {
    outcome.hasJunk = true
    if (line.startsWith('error:') && isOn(rules, 'bare-error')) values.takeBareError(line.slice('error:'.length).trim())
    else if (line.startsWith('{') && isOn(rules, 'bare-json')) takeBareJson(line)
  }

  const takeJson = (json: string, mayBeWhole: boolean) => {
    const whole = mayBeWhole ? parseJson(json) : undefined
    if (!isRecord(whole)) return takeBareJson(json)
    tracer?.event(json.length)
    const { choices } = whole
    outcome.isWhole = !(Array.isArray(choices) && choices.some((choice) => isRecord(choice) && choice['delta']))
    values.take(whole)
  }

  const events = createEventParser(
    { onEvent: takeEvent, onLine: takeLine, onComment: tracer && ((comment) => tracer.event(comment.length, 'comment')) },
    limits.eventChars,
  )
  const body = createBody({ events, json: createJsonLines(takeJson, limits.eventChars) }, options)
  const conclude = () => {
    values.flush()
    return outcome.conclude(values.finishReasons(), options.requestId)
  }
  return {
    feed: body.feed,
    flush: values.flush,
    conclude,
    isFinished: () => outcome.sawDone || isFinished(values.finishReasons()),
    warn,
    warnings,
    outcome,
    end() {
      atEnd = true
      body.flush()
      return conclude()
    },
  }
}

/** Takes events: text by the short way where it can, everything else by `takePayload`. */
function createEventTaker(values: ValueReader, outcome: Outcome, emit: Emit, takePayload: (payload: string) => void) {
  const lane = createTextLane()
  return ({ event, data }: EventSourceMessage): void => {
    const isText = event === undefined && !outcome.sawDone && values.passesText()
    const chunk = isText ? lane.read(data) : undefined
    if (chunk) return emit(chunk)
    values.eventName = event
    values.last = undefined
    if (event === 'error' && !outcome.sawDone) values.fail(findError(parseJson(data) ?? data, true))
    takePayload(data)
    if (isText && values.last && isPlain(values.last)) lane.learn(data, values.last)
  }
}
