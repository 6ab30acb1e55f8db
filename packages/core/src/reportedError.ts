import type { ChatError, ChatErrorCode, ChatErrorDetails } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import { isRecord } from './own.js'
import { redact } from './redact.js'
import { isPassingStatus } from './retry.js'
import type { Raw } from './rules.js'

/** What a gateway said about a failure. */
export interface ReportedError {
  message: string
  /** The words by which it names the kind of failure. */
  kind: string
  status: number | undefined
  /** How long it asks to wait, in milliseconds: of a head that has gone, the error itself tells in `retry_after`, in seconds. */
  retryAfterMs?: number | undefined
}

/** Where errors are reported: what every message needs to leave out and to name. */
export interface ErrorContext {
  secrets: readonly string[]
  requestId: string | undefined
}

/**
 * Finds the error in a parsed value. `{error: …}` in all its spellings, `{object: "error"}`, and `{detail}` without choices are errors;
 * `error: null`, `false`, `""`, `{}` and `[]` are none. With `certain`, whatever stands there is one: the place says so.
 */
export function findError(value: unknown, certain = false): ReportedError | undefined {
  if (!isRecord(value)) return certain && value !== undefined ? describe(value) : undefined
  const { error, ...around } = value
  if (isSaid(error)) {
    const found = describe(error, value)
    if (found.message !== '' && typeof error !== 'number') return found
    // `error: true` beside the words, or nothing but a value: better its JSON than no word.
    return { ...found, message: describe(around).message || JSON.stringify(error) }
  }
  if (value['object'] === 'error' || (value['detail'] && !value['choices'])) return describe(value)
  return certain ? describe(value) : undefined
}

/** The error that stands in a chunk: beside its choices, in one of them (OpenRouter), or with Groq's own fields. */
export function errorIn(chunk: Raw): unknown {
  const { choices, x_groq: groq } = chunk
  const all = Array.isArray(choices) ? (choices as unknown[]) : undefined
  for (const place of [chunk, ...(all ?? []), groq]) if (isRecord(place) && isSaid(place['error'], all)) return place['error']
  return undefined
}

/** Whether a field called `error` reports one. Beside choices, servers that always write the field leave all in it empty where there is none. */
function isSaid(error: unknown, choices?: unknown): boolean {
  return typeof error === 'object' && error !== null
    ? Object.values(error).some((field) => (choices ? field : field !== null))
    : Boolean(error)
}

/** Failures that stay until somebody changes something, whatever status they come with. */
const LASTING: readonly ChatErrorCode[] = ['payment', 'context_length', 'content_filter']

/** Makes the error that a gateway's report stands for. An HTTP `status` outweighs one inside the report. */
export function toChatError(found: ReportedError, { secrets, requestId }: ErrorContext, http?: ChatErrorDetails): ChatError {
  const status = http?.status ?? found.status
  const named = codeOf(status, `${found.kind} ${found.message}`)
  const code = named === 'http' && !http ? 'gateway' : named
  const said = redact(found.message, secrets)
  const what = http
    ? `The gateway answered with status ${status}${said && `: ${said}`}`
    : `The gateway reported an error${said && `: ${said}`}`
  const retryable =
    !LASTING.includes(code) && (status === undefined ? code === 'gateway' || code === 'rate_limit' : isPassingStatus(status))
  const retryAfterMs = http?.retryAfterMs ?? found.retryAfterMs
  return chatError(code, /[.!?…]$/.test(what) ? what : `${what}.`, { requestId, ...http, retryAfterMs, retryable, status })
}

function describe(error: unknown, around: Raw = {}): ReportedError {
  if (!isRecord(error)) return { message: textOf(error), kind: '', status: toStatus(around) }
  const { message, msg, detail, description, error: inner, errors, type, code } = error
  const text = [message, msg, detail, description, inner, errors, code, type].map(textOf).find((said) => said !== '') ?? ''
  return {
    message: text,
    kind: [code, type].filter((word) => typeof word === 'string').join(' '),
    status: toStatus(error) ?? toStatus(around),
    retryAfterMs: toMs(error['retry_after']),
  }
}

function toMs(seconds: unknown): number | undefined {
  const ms = (typeof seconds === 'string' && seconds !== '') || typeof seconds === 'number' ? Number(seconds) * 1000 : NaN
  return ms >= 0 && ms < Infinity ? ms : undefined
}

/** FastAPI's `detail` is a list of objects with `msg`. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('; ')
  return isRecord(value) ? textOf(value['message'] ?? value['msg'] ?? value['detail'] ?? value['error']) : ''
}

function toStatus({ status, status_code, code }: Raw): number | undefined {
  const numbers = [status, status_code, code].map((said) => (typeof said === 'string' || typeof said === 'number' ? Number(said) : 0))
  return numbers.find((number) => number >= 400 && number < 600)
}

/**
 * Words decide where a gateway uses one status for several failures. Those of a limit of requests or tokens a minute tell much else: OpenAI, Groq and
 * Gemini where to pay for more, Bedrock and Cerebras of too many tokens.
 */
function codeOf(status: number | undefined, words: string): ChatErrorCode {
  const says = (pattern: RegExp) => pattern.test(words)
  const client = status === undefined || status < 500
  const isOften = says(/rate.?limit|too many requests/i)
  const isLimit = status === 429 || (status === undefined && isOften)
  if (
    status === 413 ||
    (client &&
      // Gemini counts tokens, xAI measures the prompt, Alibaba and Anthropic the input, which Bedrock calls too long.
      (says(/context.?(length|window|size|limit)|(input|prompt) (length|is too long)/i) ||
        (!isLimit && says(/too many tokens|token (limit|count)|reduce the length/i))))
  )
    return 'context_length'
  if (status === 402 || (client && (says(/insufficient.?(quota|credit|balance|funds)/i) || (!isOften && says(/billing|payment/i)))))
    return 'payment'
  if (client && says(/content.?(filter|policy|management)|moderation/i)) return 'content_filter'
  if (status === 401 || status === 403 || (status === undefined && says(/invalid.?api.?key|authentication|unauthorized/i))) return 'auth'
  if (isLimit) return 'rate_limit'
  if (status === 408) return 'timeout'
  return client && status !== undefined ? 'http' : 'gateway'
}
