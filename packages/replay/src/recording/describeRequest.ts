import type { RecordedRequest } from './recording.js'
import type { Redactor } from './createRedactor.js'

/** A request as it is when `fetch` is called; the text of its body may come later, as it is read from a copy. */
export interface SentRequest extends Omit<RecordedRequest, 'headers' | 'body'> {
  readonly headers: Headers
  readonly body: string | null | Promise<string | null>
}

/** What a call of `fetch` sends, without touching it. To be asked before `fetch` is called: what that has read cannot be copied. */
export function sentRequest(input: RequestInfo | URL, init: RequestInit | undefined): SentRequest {
  const request = input instanceof Request ? input : undefined
  return {
    method: init?.method ?? request?.method ?? 'GET',
    url: input instanceof Request ? input.url : input.toString(),
    headers: headersOf(init?.headers ?? request?.headers),
    body: init?.body === undefined || init.body === null ? textOfRequest(request) : textOfBody(init.body),
  }
}

/** The same without its secrets. */
export function describeRequest({ method, url, headers }: SentRequest, body: string | null, redactor: Redactor): RecordedRequest {
  // Headers and address first: from them the redactor learns the secrets that it then finds in the body.
  const kept = redactor.requestHeaders(headers)
  const address = redactor.url(url)
  const text = body === null ? null : redactor.body(body)
  // From the body it may have learnt what stands in the others too.
  return { method, url: redactor.url(address), headers: text === null ? kept : redactor.requestHeaders(new Headers(kept)), body: text }
}

/** Headers that cannot be sent are for `fetch` to refuse. */
function headersOf(init: HeadersInit | undefined): Headers {
  try {
    return new Headers(init)
  } catch {
    return new Headers()
  }
}

function textOfRequest(request: Request | undefined): string | null | Promise<string | null> {
  if (!request?.body || request.bodyUsed) return null
  return request
    .clone()
    .text()
    .catch(() => null)
}

/** Null for a body that is no text or could only be known by consuming it. */
function textOfBody(body: BodyInit): string | null {
  if (typeof body === 'string') return body
  return body instanceof URLSearchParams ? body.toString() : null
}
