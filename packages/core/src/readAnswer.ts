import type { EventSourceMessage } from 'eventsource-parser'
import type { Ending } from './ChatResult.js'
import { createFraming } from './framing.js'
import { isPlain, type NormalizerOptions } from './normalize.js'
import { isFinished, type Outcome } from './Outcome.js'
import { isRecord } from './own.js'
import { parseJson } from './parseJson.js'
import { findError } from './reportedError.js'
import { isOn } from './RuleName.js'
import { createTextLane } from './textLane.js'
import type { Tracer } from './trace.js'
import { createValueReader, type Emit, type ValueReader, type ValueReaderOptions } from './valueReader.js'

/** What reading an answer needs to know. */
export interface AnswerReaderOptions extends ValueReaderOptions {
  tracer?: Tracer | undefined
}

/** Reads the events of one answer, whatever body they come in. Throws {@link ChatError} where the answer failed. */
export interface AnswerReader {
  takeEvent: (event: EventSourceMessage) => void
  /**
   * Takes a whole line that is no field of an event stream: the standard says to pass over it, yet servers write errors and JSON so. `dispatch` is called
   * before such a line is read.
   */
  takeLine: (line: string, dispatch: () => void) => void
  /** Takes JSON that came without an event. `mayBeWhole`: nothing came before it; one that is a whole body needs no rule. */
  takeJson: (json: string, mayBeWhole: boolean) => void
  /** How the answer ended, if nothing more comes. */
  conclude: () => Ending
  /** Whether the answer is there, whatever happens to the connection now: every choice has finished, or `[DONE]` came. */
  isFinished: () => boolean
  /** Gives out what was held back. */
  flush: () => void
  readonly outcome: Outcome
}

/** Creates a reader of one answer: wires framing, normalisation and outcome together. */
export function createAnswerReader(
  options: AnswerReaderOptions,
  outcome: Outcome,
  warn: NormalizerOptions['warn'],
  onChunk: Emit,
): AnswerReader {
  const { rules, tracer } = options

  const lost = () => {
    // What the end of the bytes cut off was never an event.
    if (outcome.isAtEnd || outcome.sawDone) return
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
    if (!isOn(rules, 'bare-json')) {
      outcome.hasJunk = true
      return lost()
    }
    // What the end of the bytes cut off is not read.
    if (!outcome.isAtEnd || parseJson(json) !== undefined) warn('bare-json', 'JSON that came without "data:" was read all the same.')
    takeEvent({ data: json })
  }

  const self: AnswerReader = {
    takeEvent,
    takeLine(line, dispatch) {
      outcome.hasJunk = true
      const isError = line.startsWith('error:')
      if (!isOn(rules, isError ? 'bare-error' : 'bare-json') || !isRead(line)) return
      dispatch()
      if (isError) values.takeBareError(line.slice('error:'.length).trim())
      else takeBareJson(line)
    },
    takeJson(json, mayBeWhole) {
      const whole = mayBeWhole ? parseJson(json) : undefined
      if (!isRecord(whole)) return json.startsWith('error:') ? self.takeLine(json, () => {}) : takeBareJson(json)
      tracer?.event(json.length)
      const { choices, object } = whole
      // Perplexity sends an empty delta beside the message also where nothing was streamed.
      const all = Array.isArray(choices) ? choices.filter(isRecord) : []
      for (const choice of all) if (isRecord(choice['message']) && object !== 'chat.completion.chunk') delete choice['delta']
      outcome.isWhole = !all.some((choice) => choice['delta'])
      values.take(whole)
    },
    conclude() {
      values.flush()
      return outcome.conclude(values.finishReasons(), options.requestId)
    },
    isFinished: () => outcome.sawDone || isFinished(values.finishReasons()),
    flush: values.flush,
    outcome,
  }
  return self
}

/** Whether a line that is no field of an event stream is read at all. It ends the event before it then. The relay's `isRead` must tell the same. */
export function isRead(line: string): boolean {
  return /^(?:error:|\{|\[DONE\])/.test(line)
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
    if (event === 'error' && !outcome.sawDone) {
      // Where a blank line is missing before it, its name stands over another event's data too.
      const [, before, said = data] = (parseJson(data) === undefined && /^(.*)\n(\{.*)$/s.exec(data)) || []
      if (before) takePayload(before)
      values.fail(findError(parseJson(said) ?? said, true))
    }
    takePayload(data)
    if (isText && values.last && isPlain(values.last)) lane.learn(data, values.last)
  }
}
