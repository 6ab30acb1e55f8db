import type { RecordedRequest } from './recording.js'
import type { Redactor } from './createRedactor.js'

/** What a call of `fetch` would send, without its secrets and without touching what is sent. */
export async function describeRequest(
  input: RequestInfo | URL,
  init: RequestInit | undefined,
  redactor: Redactor,
): Promise<RecordedRequest> {
  const request = input instanceof Request ? input : undefined
  const body = init?.body === undefined || init.body === null ? await textOfRequest(request) : textOfBody(init.body)
  // Headers and address first: from them the redactor learns the secrets that it then finds in the body.
  const headers = redactor.headers(new Headers(init?.headers ?? request?.headers))
  const url = redactor.url(input instanceof Request ? input.url : input.toString())
  return { method: init?.method ?? request?.method ?? 'GET', url, headers, body: body === null ? null : redactor.body(body) }
}

async function textOfRequest(request: Request | undefined): Promise<string | null> {
  return request?.body && !request.bodyUsed ? request.clone().text() : null
}

/** Null for a body that is no text or could only be known by consuming it. */
function textOfBody(body: BodyInit): string | null {
  if (typeof body === 'string') return body
  return body instanceof URLSearchParams ? body.toString() : null
}
