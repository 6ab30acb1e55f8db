import { isRecord, parseJson } from './payload.js'
import { toText } from './readWhole.js'
import { redact } from './redact.js'
import { safeHeaders } from './safeHeaders.js'
import type { UpstreamRefused } from './Upstream.js'

/** As long as an error's body is waited for: the status alone says enough to go on. */
const BODY_MS = 5000
/** Longest `message` that is passed on, and longest other word, in UTF-16 units. */
const MESSAGE_CHARS = 3072
const WORD_CHARS = 256

/** What a refusal is made of. Its body is read no further than its limit of bytes. */
export interface RefusedAnswer {
  response: Pick<Response, 'status' | 'headers'>
  body: { readSome(withinMs: number): Promise<Uint8Array[]>; cancel(): void }
  secrets: readonly string[]
}

/** What a client is told of a status other than success. */
export async function toRefused({ response, body, secrets }: RefusedAnswer): Promise<UpstreamRefused> {
  const { status } = response
  const headers = safeHeaders(response.headers, secrets)
  if (status === 401 || status === 403) {
    body.cancel()
    return { kind: 'refused', status: 502, headers, error: AUTH_ERROR }
  }
  const said = findError(parseJson(toText(await body.readSome(BODY_MS))))
  const clean = (word: unknown, maxChars = WORD_CHARS) => (typeof word === 'string' ? redact(word, secrets).slice(0, maxChars) : undefined)
  const error = {
    message: clean(said['message'], MESSAGE_CHARS) || silentMessage(status),
    type: clean(said['type']) ?? 'upstream_error',
    code: clean(said['code']) ?? (typeof said['code'] === 'number' ? said['code'] : null),
    param: clean(said['param']) ?? null,
  }
  // Some gateways have statuses of their own, which no response can carry.
  return { kind: 'refused', status: status < 600 ? status : 502, headers, error }
}

/** The caller can do nothing about the operator's key, and the upstream's own words may quote it. */
const AUTH_ERROR = {
  message: 'The gateway does not accept the relay. Its key is missing, wrong, or may not use this model. Tell whoever runs the relay.',
  type: 'relay_error',
  code: 'upstream_auth',
  param: null,
}

function silentMessage(status: number): string {
  return `The gateway answered with status ${status}. It gave no reason that can be shown. Try again; if it stays, ask whoever runs the relay.`
}

/** The error in a body: OpenAI's, one in a list (Gemini), one that is text, or one that is the body itself (vLLM, FastAPI). */
function findError(body: unknown): Record<string, unknown> {
  const value: unknown = Array.isArray(body) ? (body as unknown[])[0] : body
  if (!isRecord(value)) return {}
  const error = isRecord(value['error']) ? value['error'] : value
  return { ...error, message: error['message'] ?? wordsOf(value['error']) ?? wordsOf(value['detail']) }
}

/** FastAPI's `detail` is a text, or a list of objects with `msg`. */
function wordsOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return isRecord(value) ? wordsOf(value['msg'] ?? value['message']) : undefined
  return (value as unknown[]).map(wordsOf).filter(Boolean).join('; ')
}
