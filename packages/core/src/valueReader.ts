import { createNormalizer, type NormalizerOptions } from './normalize.js'
import { isFinished, type Outcome } from './Outcome.js'
import { isRecord } from './own.js'
import { parseJson } from './parseJson.js'
import { redact } from './redact.js'
import { relayError } from './relayError.js'
import { errorIn, findError, toChatError, type ErrorContext, type ReportedError } from './reportedError.js'
import type { Raw } from './rules.js'
import type { ResolvedSettings } from './settings.js'
import type { ChatCompletionChunk } from './wire/chunk.js'

/** Takes a chunk that is ready. */
export type Emit = (chunk: ChatCompletionChunk) => void

/** What reading parsed objects needs to know. */
export interface ValueReaderOptions extends ErrorContext, Pick<ResolvedSettings, 'limits' | 'rules'> {
  requestedChoices: number | undefined
  /** Present where a relay keeps the run: what it tells before an answer begins is what its gateway answered. */
  cursor?: object | undefined
}

/** Takes parsed objects: chunks, errors, heartbeats, late usage. */
export interface ValueReader {
  /** The name of the event at hand. */
  eventName: string | undefined
  /** The last chunk that a value became. */
  last: ChatCompletionChunk | undefined
  take: (value: Raw) => void
  takeBareError: (words: string) => void
  fail: (found: ReportedError | undefined) => never
  flush: () => void
  passesText: () => boolean
  finishReasons: () => (string | null)[]
}

export function createValueReader(options: ValueReaderOptions, outcome: Outcome, warn: NormalizerOptions['warn'], emit: Emit): ValueReader {
  const { passesText, finishReasons, ...normalizer } = createNormalizer({ ...options, maxToolCalls: options.limits.toolCalls, warn })

  const takeChunk = (value: Raw) => {
    const chunk = normalizer.normalize(value)
    emit(chunk)
    self.last = chunk
  }

  const takeLateUsage = ({ usage, x_groq: groq }: Raw) => {
    const { usage: late } = normalizer.normalize({ usage, x_groq: groq })
    if (late) emit({ ...normalizer.envelope, object: 'chat.completion.chunk', choices: [], usage: late })
  }

  /** A chunk that a relay made tells how the run ended, and is no part of the answer. */
  const takeNotice = ({ state, reason }: Raw) => {
    if (state === 'cut' || state === 'stopped') outcome.relayEnd = state
    if (state === 'stopped') warn('stopped-elsewhere', `The run was stopped by somebody else (${redact(String(reason))}).`)
  }

  const self: ValueReader = {
    eventName: undefined,
    last: undefined,
    passesText,
    finishReasons,
    take(value) {
      if (outcome.sawDone) return takeLateUsage(value)
      const { choices, object, rivulet } = value
      if (isRecord(rivulet) && Array.isArray(choices) && choices.length === 0) return takeNotice(rivulet)
      const error = errorIn(value) ?? (choices ? undefined : value['error'])
      // A whole body without choices is an error, if it says anything.
      const isError = object === 'error'
      const found = error === undefined && choices && !isError ? undefined : findError({ ...value, error }, outcome.isWhole && !choices)
      if (found && (error || isError || found.message !== '')) {
        delete value['error']
        if (Array.isArray(choices)) takeChunk(value)
        self.fail(found)
      }
      // A named event without anything of a chunk is a heartbeat, whatever it holds.
      const isNamed = self.eventName !== undefined && self.eventName !== 'message'
      if (Object.keys(value).length > 0 && !(isNamed && !choices && !value['usage'])) takeChunk(value)
    },
    takeBareError(words) {
      const found = findError(parseJson(words) ?? words, true)
      if (!outcome.sawDone && !isFinished(finishReasons())) self.fail(found)
      warn('bare-error', `After its end the answer reported: ${redact(found?.message ?? '', options.secrets)}`)
    },
    fail(found = { message: '', kind: '', status: undefined }) {
      self.flush()
      const { status } = found
      const { cursor, requestId } = options
      const isRefusal = cursor && !outcome.hasContent && status !== undefined
      throw relayError(found, requestId) ?? toChatError(found, options, isRefusal ? { status, requestId } : undefined)
    },
    flush() {
      const tail = normalizer.end()
      if (tail) emit(tail)
    },
  }
  return self
}
