/**
 * What kind of failure it was.
 *
 * | code | when |
 * |---|---|
 * | `network` | no connection, or it broke |
 * | `timeout` | a time limit of ours or of Node, or HTTP 408 |
 * | `http` | a status that has no code of its own (404, 405, a redirect …), or a function of the application threw and nothing was sent |
 * | `auth` | 401, 403: the key is missing, wrong or not allowed |
 * | `payment` | 402, or the quota is used up |
 * | `rate_limit` | 429 |
 * | `context_length` | the conversation is too long, or 413 |
 * | `content_filter` | the gateway refused the content |
 * | `gateway` | 5xx, or an error that the gateway sent inside the stream |
 * | `protocol` | the answer is not what the API promises |
 * | `limit` | a size limit of ours |
 * | `empty_response` | a success without an answer |
 * | `html_response` | a web page instead of an answer |
 * | `relay_lost` | the relay lost the run |
 */
export type ChatErrorCode =
  | 'network'
  | 'timeout'
  | 'http'
  | 'auth'
  | 'payment'
  | 'rate_limit'
  | 'context_length'
  | 'content_filter'
  | 'gateway'
  | 'protocol'
  | 'limit'
  | 'empty_response'
  | 'html_response'
  | 'relay_lost'

/** What a {@link ChatError} may carry beside its code and message. */
export interface ChatErrorDetails {
  /** The HTTP status, or the one that an error inside the stream names. Undefined where there was none. */
  status?: number | undefined
  /** The gateway's name for the request, to quote to its support. */
  requestId?: string | undefined
  /**
   * How long the gateway asked to wait, in milliseconds from then on.
   * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
   */
  retryAfterMs?: number | undefined
  /** Whether the same request may succeed later. The client repeats by itself only what passes by itself: network errors, 408, 409, 429, 5xx. @defaultValue false */
  retryable?: boolean | undefined
  /** What was thrown by the platform or by a function of the application. It may hold what a message must not: do not show it. */
  cause?: unknown
}

/**
 * Every failure of a request or a stream. `message` says what happened, why it matters and what to do; it never holds a key, a token
 * or a body. Thrown while iterating, held by an ending of kind `failed`.
 */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  /** What kind of failure it was: see {@link ChatErrorCode}. */
  readonly code: ChatErrorCode
  /** See {@link ChatErrorDetails.status}. */
  readonly status: number | undefined
  /** See {@link ChatErrorDetails.requestId}. */
  readonly requestId: string | undefined
  /** See {@link ChatErrorDetails.retryAfterMs}. */
  readonly retryAfterMs: number | undefined
  /** See {@link ChatErrorDetails.retryable}. */
  readonly retryable: boolean

  /** For the functions that the client asks (`apiKey`, `headers`, `body`): a `ChatError` that one of them throws becomes the run's error as it is. */
  constructor(code: ChatErrorCode, message: string, details: ChatErrorDetails = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined)
    this.code = code
    this.status = details.status
    this.requestId = details.requestId
    this.retryAfterMs = details.retryAfterMs
    this.retryable = details.retryable ?? false
    // Until it is read, V8 keeps with a stack the objects whose methods stand in it: here megabytes of a line that was too long, for as long as
    // an application keeps the error.
    void this.stack
  }

  /** Plain data for storage and logs; the cause stays behind. */
  toJSON(): { name: string; code: ChatErrorCode; message: string } & Omit<ChatErrorDetails, 'cause'> {
    const { name, code, message, status, requestId, retryAfterMs, retryable } = this
    return { name, code, message, status, requestId, retryAfterMs, retryable }
  }
}

/** Whether `value` is a {@link ChatError}, also one of another copy of this package. */
export function isChatError(value: unknown): value is ChatError {
  return value instanceof ChatError || (value instanceof Error && value.name === 'ChatError' && 'code' in value)
}
