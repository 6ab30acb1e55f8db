import type { EventSourceMessage } from 'eventsource-parser'
import { kindOfBody, type BodyKind } from './body.js'
import { chatError } from './chat-error-messages.js'
import { createEventParser } from './events.js'
import { createFraming, parse } from './framing.js'
import { JsonLines } from './json-lines.js'
import { createNormalizer, isPlain } from './normalize.js'
import { isRecord } from './own.js'
import { redact, textOfHtml } from './redact.js'
import { findError, toChatError, type ErrorContext, type ReportedError } from './reported-error.js'
import type { Ending, Warning } from './result.js'
import type { Raw, Rules } from './rules.js'
import { createTemplate, type Template } from './template.js'
import type { ChatCompletionChunk, ChunkChoice } from './wire/chunk.js'

/** As much of a web page as is read before the answer is given up. */
const HTML_CHARS = 4096
/** So many templates may be of no use before an answer is taken for one whose envelopes differ. */
const MAX_TEMPLATES = 8

/** What reading a body needs to know. */
export interface ChunkReaderOptions extends ErrorContext {
  contentType: string
  requestedChoices: number | undefined
  rules: Rules
  maxEventChars: number
  maxToolCalls: number
}

/** Text of a body goes in, in any pieces; normalised chunks come out. Throws {@link ChatError} where the answer failed. */
export interface ChunkReader {
  feed: (text: string) => void
  /** Takes the end of the body and says how the answer ended. */
  end: () => Ending
  /** How the answer ended, if nothing more comes. */
  conclude: () => Ending
  /** Gives out what was held back. */
  flush: () => void
  /** Adds a warning; each code once. */
  warn: (code: string, message: string) => void
  readonly warnings: readonly Warning[]
  /** `[DONE]` has come; only usage counts from here. */
  readonly sawDone: boolean
  /** A choice has finished: the answer is there even if the connection breaks now. */
  readonly finished: boolean
}

export function createChunkReader(options: ChunkReaderOptions, emit: (chunk: ChatCompletionChunk) => void): ChunkReader {
  const { rules, maxEventChars, contentType, secrets, requestId } = options
  const warnings: Warning[] = []
  const warned = new Set<string>()
  let kind: BodyKind | undefined
  let opening = ''
  let atEnd = false
  let sawDone = false
  let finished = false
  let chunks = 0
  let lostEvents = 0
  let hasContent = false
  let hasJunk = false
  /** A whole JSON body came: it is all there, whatever it says. */
  let isWhole = false
  let eventName: string | undefined
  let template: Template | undefined
  /** Templates made and events they served: an answer whose envelopes differ gets no more of them. */
  let templates = 0
  let served = 0

  const warn = (code: string, message: string) => {
    if (!warned.has(code)) warnings.push({ code, message })
    warned.add(code)
  }
  const warnBareJson = () => warn('bare-json', 'JSON that came without "data:" was read all the same.')
  const normalizer = createNormalizer({ ...options, warn })

  const flush = () => {
    const tail = normalizer.end()
    if (tail) emit(tail)
  }

  const fail = (found: ReportedError | undefined): never => {
    flush()
    throw toChatError(found ?? { message: '', kind: '', status: undefined }, options)
  }

  const takeChunk = (value: Raw): ChatCompletionChunk => {
    const chunk = normalizer.normalize(value)
    chunks++
    for (const choice of chunk.choices) {
      finished ||= !!choice.finish_reason
      hasContent ||= addsContent(choice)
    }
    emit(chunk)
    return chunk
  }

  const takeLateUsage = ({ usage, x_groq: groq }: Raw) => {
    const { usage: late } = normalizer.normalize({ usage, x_groq: groq })
    if (late) emit({ ...normalizer.envelope, object: 'chat.completion.chunk', choices: [], usage: late })
  }

  const takeValue = (value: Raw) => {
    if (sawDone) return takeLateUsage(value)
    const { error, choices } = value
    // A whole body without choices is an error, if it says anything.
    const found = error === undefined && choices ? undefined : findError(value, isWhole && !choices)
    if (found && (error || found.message !== '')) {
      delete value['error']
      if (Array.isArray(choices)) takeChunk(value)
      fail(found)
    }
    // A named event without anything of a chunk is a heartbeat, whatever it holds.
    const isNamed = eventName !== undefined && eventName !== 'message'
    if (Object.keys(value).length > 0 && !(isNamed && !choices && !value['usage'])) last = takeChunk(value)
  }
  /** The chunk that the payload at hand became. */
  let last: ChatCompletionChunk | undefined

  const readPayload = createFraming(rules, { warn, onValue: takeValue, onDone: () => (sawDone = true) })

  const takePayload = (payload: string) => {
    if (eventName === 'error' && !sawDone) fail(findError(parse(payload) ?? payload, true))
    // What the end of the bytes cut off was never an event.
    if (readPayload(payload) || atEnd || sawDone) return
    lostEvents++
    warn('lost-event', 'An event that could not be read was skipped; the answer may lack something.')
  }

  const takeEvent = ({ event, data }: EventSourceMessage) => {
    eventName = event
    const isText = !sawDone && event === undefined && normalizer.passesText()
    const chunk = isText ? template?.(data) : undefined
    if (chunk) {
      served++
      return emit(chunk)
    }
    last = undefined
    takePayload(data)
    if (!isText || !last || templates > MAX_TEMPLATES + served / MAX_TEMPLATES || !isPlain(last)) return
    template = createTemplate(data, last) ?? template
    templates++
  }

  /** A whole line that is no field of an event stream: the standard says to pass over it, yet servers write errors and JSON so. */
  const takeLine = (line: string) => {
    hasJunk = true
    eventName = undefined
    if (line.startsWith('error:') && (rules['bare-error'] ?? true)) {
      const words = line.slice('error:'.length).trim()
      const found = findError(parse(words) ?? words, true)
      if (finished || sawDone) warn('bare-error', `After its end the answer reported: ${redact(found?.message ?? '', secrets)}`)
      else fail(found)
    } else if (line.startsWith('{') && (rules['bare-json'] ?? true)) {
      warnBareJson()
      takePayload(line)
    }
  }

  const events = createEventParser({ onEvent: takeEvent, onLine: takeLine }, maxEventChars)
  const json = new JsonLines((text, mayBeWhole) => {
    const whole = mayBeWhole ? parse(text) : undefined
    if (!isRecord(whole)) {
      warnBareJson()
      return takePayload(text)
    }
    const { choices } = whole
    isWhole = !(Array.isArray(choices) && choices.some((choice) => isRecord(choice) && choice['delta']))
    takeValue(whole)
  }, maxEventChars)

  const pageError = () => {
    const words = redact(textOfHtml(opening.slice(0, HTML_CHARS)), secrets, 200)
    return chatError('html_response', `The gateway answered with a web page${words && `: "${words}"`}.`, { requestId })
  }

  const feed = (text: string): void => {
    if (kind === 'events') return events.feed(text)
    if (kind === 'json') return json.feed(text)
    opening += text
    kind ??= kindOfBody(opening, contentType) ?? (opening.length < HTML_CHARS ? undefined : 'events')
    if (kind === 'html') {
      if (opening.length >= HTML_CHARS) throw pageError()
    } else if (kind) feed(opening)
  }

  const conclude = (): Ending => {
    flush()
    const reasons = normalizer.finishReasons()
    const isFinished = reasons.length > 0 && !reasons.includes(null)
    if (isFinished || (hasContent && (sawDone || isWhole)))
      return { kind: 'complete', finishReason: reasons[0] ?? null, sawDone, lostEvents }
    if (chunks > 0 && !sawDone && !isWhole) return { kind: 'truncated' }
    if (lostEvents > 0 || (hasJunk && chunks === 0)) {
      throw chatError('protocol', 'The answer could not be read as a stream of chat completions.', { requestId })
    }
    throw chatError('empty_response', 'The gateway sent no answer.', { requestId, retryable: true })
  }

  return {
    feed,
    conclude,
    flush,
    warn,
    warnings,
    get sawDone() {
      return sawDone
    },
    get finished() {
      return finished
    },
    end() {
      atEnd = true
      if (kind === 'html') throw pageError()
      if (kind === 'json') json.flush()
      else if (kind) events.flush()
      return conclude()
    },
  }
}

/** Whether a choice adds anything beyond a role. */
function addsContent({ delta }: ChunkChoice): boolean {
  return Object.entries(delta).some(([key, value]: [string, unknown]) => {
    if (key === 'role' || value === null || value === undefined) return false
    return Array.isArray(value) ? value.length > 0 : isRecord(value) ? Object.keys(value).length > 0 : value !== ''
  })
}
