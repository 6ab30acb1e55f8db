import type { EventSourceMessage } from 'eventsource-parser'
import { kindOfBody, type BodyKind } from './body.js'
import { chatError } from './chat-error-messages.js'
import { createEventParser, type EventParser } from './events.js'
import { Framing } from './framing.js'
import { JsonLines } from './json-lines.js'
import { Normalizer } from './normalize.js'
import { isRecord } from './own.js'
import { redact, textOfHtml } from './redact.js'
import { findError, toChatError, type ErrorContext, type ReportedError } from './reported-error.js'
import type { Ending, Warning } from './result.js'
import type { Raw, Rules } from './rules.js'
import type { ChatCompletionChunk, ChunkChoice } from './wire/chunk.js'

/** As much of a web page as is read before the answer is given up. */
const HTML_CHARS = 4096

/** What reading a body needs to know. */
export interface ChunkReaderOptions extends ErrorContext {
  contentType: string
  requestedChoices: number | undefined
  rules: Rules
  maxEventChars: number
  maxToolCalls: number
}

/** Text of a body goes in, in any pieces; normalised chunks come out through `emit`. Throws {@link ChatError} where the answer failed. */
export class ChunkReader {
  readonly warnings: Warning[] = []
  /** `[DONE]` has come; only usage counts from here. */
  sawDone = false
  /** A choice has finished: the answer is there even if the connection breaks now. */
  finished = false
  #lostEvents = 0
  #chunks = 0
  #hasContent = false
  #hasJunk = false
  /** A whole JSON body came: it is all there, whatever it says. */
  #isWhole = false
  #atEnd = false
  #kind: BodyKind | undefined
  #opening = ''
  #eventName: string | undefined
  readonly #warned = new Set<string>()
  readonly #options: ChunkReaderOptions
  readonly #emit: (chunk: ChatCompletionChunk) => void
  readonly #normalizer: Normalizer
  readonly #framing: Framing
  readonly #events: EventParser
  readonly #json: JsonLines

  constructor(options: ChunkReaderOptions, emit: (chunk: ChatCompletionChunk) => void) {
    this.#options = options
    this.#emit = emit
    const { rules, maxEventChars } = options
    const warn = (code: string, message: string) => this.warn(code, message)
    this.#normalizer = new Normalizer({ ...options, warn })
    this.#framing = new Framing(rules, {
      warn,
      onValue: (value) => this.#takeValue(value),
      onDone: () => {
        this.sawDone = true
      },
    })
    this.#events = createEventParser({ onEvent: (event) => this.#takeEvent(event), onLine: (line) => this.#takeLine(line) }, maxEventChars)
    this.#json = new JsonLines((json, isWhole) => this.#takeJson(json, isWhole), maxEventChars)
  }

  feed(text: string): void {
    if (this.#kind === 'events') this.#events.feed(text)
    else if (this.#kind === 'json') this.#json.feed(text)
    else this.#open(text)
  }

  /** Adds a warning; each code once. */
  warn(code: string, message: string): void {
    if (this.#warned.has(code)) return
    this.#warned.add(code)
    this.warnings.push({ code, message })
  }

  /** Takes the end of the body and says how the answer ended. */
  end(): Ending {
    this.#atEnd = true
    if (this.#kind === 'html') throw this.#pageError()
    if (this.#kind === 'json') this.#json.flush()
    else if (this.#kind === 'events') this.#events.flush()
    return this.conclude()
  }

  /** How the answer ended, if nothing more comes. */
  conclude(): Ending {
    this.flush()
    const reasons = this.#normalizer.finishReasons
    const finishReason = reasons[0] ?? null
    const isFinished = reasons.length > 0 && !reasons.includes(null)
    if (isFinished || (this.#hasContent && (this.sawDone || this.#isWhole))) {
      return { kind: 'complete', finishReason, sawDone: this.sawDone, lostEvents: this.#lostEvents }
    }
    if (this.#chunks > 0 && !this.sawDone && !this.#isWhole) return { kind: 'truncated' }
    const { requestId } = this.#options
    if (this.#lostEvents > 0 || (this.#hasJunk && this.#chunks === 0)) {
      throw chatError('protocol', 'The answer could not be read as a stream of chat completions.', { requestId })
    }
    throw chatError('empty_response', 'The gateway sent no answer.', { requestId, retryable: true })
  }

  /** Gives out what was held back. */
  flush(): void {
    const tail = this.#normalizer.end()
    if (tail) this.#emit(tail)
  }

  #open(text: string): void {
    this.#opening += text
    const kind = this.#kind ?? kindOfBody(this.#opening, this.#options.contentType)
    if (!kind && this.#opening.length < HTML_CHARS) return
    this.#kind = kind ?? 'events'
    if (this.#kind !== 'html') {
      const opening = this.#opening
      this.#opening = ''
      this.feed(opening)
    } else if (this.#opening.length >= HTML_CHARS) throw this.#pageError()
  }

  #pageError() {
    const { secrets, requestId } = this.#options
    const words = redact(textOfHtml(this.#opening.slice(0, HTML_CHARS)), secrets, 200)
    return chatError('html_response', `The gateway answered with a web page${words && `: "${words}"`}.`, { requestId })
  }

  #takeEvent({ event, data }: EventSourceMessage): void {
    this.#eventName = event
    this.#takePayload(data)
  }

  /** A whole line that is no field of an event stream: the standard says to pass over it, yet servers write errors and JSON so. */
  #takeLine(line: string): void {
    this.#hasJunk = true
    const { rules } = this.#options
    if (line.startsWith('error:') && (rules['bare-error'] ?? true)) return this.#takeBareError(line.slice('error:'.length).trim())
    if (!line.startsWith('{') || !(rules['bare-json'] ?? true)) return
    this.warn('bare-json', 'JSON that came without "data:" was read all the same.')
    this.#eventName = undefined
    this.#takePayload(line)
  }

  #takeBareError(text: string): void {
    if (this.sawDone) return
    let value: unknown = text
    try {
      value = JSON.parse(text)
    } catch {
      // Plain words are a report too.
    }
    const found = findError(value, true)
    if (this.finished) this.warn('bare-error', `After its end the answer reported: ${redact(found?.message ?? '', this.#options.secrets)}`)
    else this.#fail(found)
  }

  #takeJson(json: string, mayBeWhole: boolean): void {
    const whole = mayBeWhole ? parseOr(json) : undefined
    if (isRecord(whole)) {
      this.#isWhole = !(Array.isArray(whole['choices']) && whole['choices'].some((choice) => isRecord(choice) && choice['delta']))
      this.#takeValue(whole)
      return
    }
    this.warn('bare-json', 'JSON that came without "data:" was read all the same.')
    this.#takePayload(json)
  }

  #takePayload(payload: string): void {
    if (this.#eventName === 'error' && !this.sawDone) return this.#fail(findError(parseOr(payload), true))
    // What the end of the bytes cut off was never an event.
    if (this.#framing.read(payload) || this.#atEnd || this.sawDone) return
    this.#lostEvents++
    this.warn('lost-event', 'An event that could not be read was skipped; the answer may lack something.')
  }

  #takeValue(value: Raw): void {
    if (this.sawDone) return this.#takeLateUsage(value)
    const found = value['error'] === undefined && value['choices'] ? undefined : this.#findError(value)
    if (found) {
      const { error: _, ...rest } = value
      if (Array.isArray(rest['choices'])) this.#takeChunk(rest)
      this.#fail(found)
    }
    // A named event without anything of a chunk is a heartbeat, whatever it holds.
    const isNamed = this.#eventName !== undefined && this.#eventName !== 'message'
    if (Object.keys(value).length === 0 || (isNamed && !value['choices'] && !value['usage'])) return
    this.#takeChunk(value)
  }

  #takeChunk(value: Raw): void {
    const chunk = this.#normalizer.normalize(value)
    this.#chunks++
    for (const choice of chunk.choices) {
      if (choice.finish_reason) this.finished = true
      if (!this.#hasContent) this.#hasContent = hasContent(choice)
    }
    this.#emit(chunk)
  }

  /** A whole body without choices is an error, if it says anything. */
  #findError(value: Raw): ReportedError | undefined {
    const found = findError(value, this.#isWhole && !value['choices'])
    return found?.message === '' && !value['error'] ? undefined : found
  }

  #takeLateUsage({ usage, x_groq }: Raw): void {
    if (!usage && !x_groq) return
    const { usage: late } = this.#normalizer.normalize({ usage, x_groq })
    if (late) this.#emit({ ...this.#normalizer.envelope, object: 'chat.completion.chunk', choices: [], usage: late })
  }

  #fail(found: ReportedError | undefined): never {
    this.flush()
    throw toChatError(found ?? { message: '', kind: '', status: undefined }, this.#options)
  }
}

function parseOr(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Whether a choice adds anything beyond a role. */
function hasContent({ delta }: ChunkChoice): boolean {
  return Object.entries(delta).some(([key, value]: [string, unknown]) => {
    if (key === 'role' || value === null || value === undefined) return false
    return Array.isArray(value) ? value.length > 0 : isRecord(value) ? Object.keys(value).length > 0 : value !== ''
  })
}
