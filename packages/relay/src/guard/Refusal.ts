/** Headers of every answer of the relay: it is private to who asked, is no page, and differs by origin. */
export const PRIVATE_HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store, no-transform',
  'content-security-policy': "default-src 'none'; sandbox",
  vary: 'Origin',
  'x-content-type-options': 'nosniff',
}

/** Statuses that OpenAI's API explains by the request itself. */
const INVALID_REQUEST: readonly number[] = [400, 401, 404, 405, 408, 413, 415, 422]

/** Why a request is not carried out, in the words and with the status that the caller is told. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: string
  readonly headers: Readonly<Record<string, string>>

  /** @param message what happened, why, and what to do; it is shown to the caller, so it holds nothing of anybody else's. */
  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.headers = headers
  }
}

/** The answer that a refusal stands for. `headers` are set beside its own. */
export function toResponse({ status, code, message, headers: own }: Refusal, headers: Readonly<Record<string, string>> = {}): Response {
  return errorResponse(status, code, message, { ...headers, ...own })
}

/** An error in OpenAI's shape. @see https://platform.openai.com/docs/guides/error-codes */
export function errorResponse(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  const type = INVALID_REQUEST.includes(status) ? 'invalid_request_error' : 'relay_error'
  return Response.json({ error: { message, type, code, param: null } }, { status, headers: { ...PRIVATE_HEADERS, ...headers } })
}

/**
 * A request that its caller ended. To who left before the answer nobody brings it; who asked for a whole answer and had it stopped gets it, since no client takes it
 * for one that passes, as they take 409.
 * @see https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto
 */
export const CANCELLED = 499

/** What a request ends with whose caller has left. */
export function answerToNobody(): Response {
  return new Response(null, { status: CANCELLED, headers: PRIVATE_HEADERS })
}
