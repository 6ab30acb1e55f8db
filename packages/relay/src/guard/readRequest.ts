import { Refusal } from './Refusal.js'

/** Deepest nesting of objects and lists: far more than any tool's schema needs, far less than the stack of what reads it later. */
const MAX_DEPTH = 100
/** A body of more values is parsed without a look at each, which takes a hundred times as long. */
const MAX_WALKED = 10_000
/** As long as a body may take to arrive, in milliseconds. */
const BODY_MS = 30_000

/**
 * Reads the body of a request as one JSON object. Reading stops where `maxBytes` are passed, whatever `content-length` says.
 *
 * A form of another site cannot send `application/json` without a preflight, so nothing else is read.
 * @throws {@link Refusal} 415 for another content type or an encoding, 413 for too many bytes, 408 where it does not arrive, 400 for anything but a JSON object,
 *   500 where it was read before.
 */
export async function readRequest(request: Request, maxBytes: number, withinMs: number = BODY_MS): Promise<Record<string, unknown>> {
  const { headers } = request
  checkJson(request)
  if (request.bodyUsed) {
    throw new Refusal(
      500,
      'body_used',
      'Somebody else had read the body before the relay could. Nothing was asked. Whoever runs the relay should read a copy of it: request.clone().',
    )
  }
  if (!/^(identity)?$/i.test(headers.get('content-encoding') ?? '')) {
    throw new Refusal(
      415,
      'unsupported_encoding',
      'The body is compressed. Its size could not be known before it is unpacked. Send it without content-encoding.',
    )
  }
  if (Number(headers.get('content-length') ?? 0) > maxBytes) {
    void request.body?.cancel().catch(ignore)
    throw tooLarge(maxBytes)
  }
  return parseObject(decode(await readBytes(request.body, maxBytes, withinMs)))
}

/** Refuses what a form of another site could send without a preflight. @throws {@link Refusal} 415. */
export function checkJson({ headers }: Request): void {
  if (!/^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')) {
    throw new Refusal(
      415,
      'unsupported_media_type',
      'The body is not sent as JSON. The relay reads nothing else, so that no form of another site can call it. Send content-type: application/json.',
    )
  }
}

async function readBytes(body: ReadableStream<Uint8Array> | null, maxBytes: number, withinMs: number): Promise<Uint8Array[]> {
  if (!body) return []
  const reader = body.getReader()
  const pieces: Uint8Array[] = []
  let seen = 0
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    void reader.cancel().catch(ignore)
  }, withinMs)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (isLate)
        throw new Refusal(408, 'request_timeout', 'The body did not arrive in time. The relay does not wait for ever. Send it again.')
      if (done) return pieces
      seen += value.byteLength
      if (seen > maxBytes) throw tooLarge(maxBytes)
      pieces.push(value)
    }
  } catch (error) {
    void reader.cancel().catch(ignore)
    if (error instanceof Refusal) throw error
    throw new Refusal(400, 'incomplete_body', 'The body broke off. Without all of it there is nothing to ask. Send it again.')
  } finally {
    clearTimeout(timer)
  }
}

function decode(pieces: readonly Uint8Array[]): string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode()
  } catch {
    throw invalid('The body is not UTF-8.')
  }
}

function parseObject(text: string): Record<string, unknown> {
  const { isDeep, values } = sizeOf(text)
  if (isDeep) throw invalid(`The body is nested deeper than ${MAX_DEPTH} levels.`)
  let value: unknown
  try {
    // Names such as `__proto__` become fields of their own here; a field that comes twice counts once, so upstream sees what was checked.
    value = values <= MAX_WALKED && WIDE_NUMBER.test(text) ? JSON.parse(text, asWritten) : JSON.parse(text)
  } catch {
    throw invalid('The body is not JSON.')
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  throw invalid('The body is not a JSON object.')
}

/** What stands in a text that holds a number beyond those that parsing keeps as they are. */
const WIDE_NUMBER = /\d{16}|\de\+?\d/i
/** Makes `JSON.stringify` write a text as it is; not every runtime has it. @see https://tc39.es/proposal-json-parse-with-source */
const { rawJSON } = JSON as { rawJSON?: (text: string) => unknown }

/** A value as its caller wrote it: seeds and ids have up to 64 bits, and the upstream is to get the same. */
function asWritten(_name: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value))) return value
  return rawJSON && context?.source !== undefined ? rawJSON(context.source) : value
}

/**
 * Whether JSON nests too deep, and how many values it holds, but for the first of each list and object. Asked before it is parsed, in one pass: no pattern, since
 * quotes that never close would make one look again and again.
 */
function sizeOf(text: string): { isDeep: boolean; values: number } {
  let depth = 0
  let values = 0
  let isText = false
  for (let at = 0; at < text.length && depth <= MAX_DEPTH; at++) {
    const char = text[at]
    if (char === '\\') at++
    else if (char === '"') isText = !isText
    else if (isText) continue
    else if (char === '{' || char === '[') depth++
    else if (char === '}' || char === ']') depth--
    else if (char === ',') values++
  }
  return { isDeep: depth > MAX_DEPTH, values }
}

function invalid(what: string): Refusal {
  return new Refusal(400, 'invalid_json', `${what} The relay passes on requests for chat completions only. Send one JSON object.`)
}

function tooLarge(maxBytes: number): Refusal {
  return new Refusal(
    413,
    'request_too_large',
    `The body is larger than ${maxBytes} bytes. The relay takes no more at once. Shorten the conversation, or send pictures by address.`,
  )
}

function ignore(): void {}
