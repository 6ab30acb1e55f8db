import { errorBody } from '../gateway/errorBody.js'
import { defineFault, UNHARMED } from './defineFault.js'
import { withHeader } from './editReads.js'
import type { FaultMaker, ServedExchange } from './fault.js'

/** Parameters of {@link httpStatus}. */
export interface HttpStatusParams {
  /** The status, from 400 to 599. @defaultValue 429 */
  readonly code?: number
  /** How long `Retry-After` asks to wait, in seconds; 0 leaves the header out. @defaultValue 1 */
  readonly retryAfter?: number
}

/** Refuses the first request (or the first `times`) with a status; those after it are answered as recorded. */
export const httpStatus: FaultMaker<HttpStatusParams> = defineFault<HttpStatusParams>({
  name: 'httpStatus',
  title: 'HTTP status',
  does: 'Refuses the first requests with a status and Retry-After, then answers as recorded.',
  tests: 'Failures that pass are tried again, at most twice and before the first token only, when Retry-After says.',
  promise: UNHARMED,
  times: 1,
  params: {
    code: { type: 'number', title: 'Status', default: 429, min: 400, max: 599 },
    retryAfter: { type: 'number', title: 'Retry-After (0: none)', unit: 's', default: 1 },
  },
  apply: (exchange, { code, retryAfter }) => {
    const message = `Refused with status ${code}, as the fault asks.`
    const body = JSON.stringify(errorBody({ message, type: code < 500 ? 'invalid_request_error' : 'server_error', code: null }))
    const refused = intercept(exchange, code, 'application/json', body)
    return retryAfter === 0 ? refused : withHeader(refused, 'retry-after', String(retryAfter))
  },
})

/** Parameters of {@link contentType}. */
export interface ContentTypeParams {
  /** What the header says. @defaultValue 'text/plain' */
  readonly value?: string
}

/** The wrong `content-type` on the right body. */
export const contentType: FaultMaker<ContentTypeParams> = defineFault<ContentTypeParams>({
  name: 'contentType',
  title: 'Wrong content type',
  does: 'Labels the body as something that it is not.',
  tests: 'What a body is, is judged by its first byte too.',
  promise: UNHARMED,
  params: { value: { type: 'text', title: 'Content type', default: 'text/plain' } },
  apply: (exchange, { value }) => withHeader(exchange, 'content-type', value),
})

/** A web page instead of an answer, as a captive portal or a wrong address gives it. */
export const html: FaultMaker<object> = defineFault<object>({
  name: 'html',
  title: 'Captive portal',
  does: 'Answers with status 200 and a web page that asks to sign in.',
  tests: 'A web page is `failed` with `html_response` and its words, shortened.',
  promise: { ending: 'failed', text: 'none' },
  params: {},
  apply: (exchange) => intercept(exchange, 200, 'text/html; charset=utf-8', PORTAL),
})

const PORTAL = `<!doctype html>
<html lang="en">
<head><title>Guest network</title></head>
<body><h1>Welcome to the guest network</h1><p>Accept the terms of use to go online.</p><form method="post"><button>Accept</button></form></body>
</html>
`

/** What something in front of the gateway answers at once; the gateway is not reached. */
function intercept({ headAtMs }: ServedExchange, status: number, type: string, body: string): ServedExchange {
  return {
    status,
    // A page may read the answer of a proxy on another origin only where it says so, as the gateway does.
    headers: { 'content-type': type, 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' },
    headAtMs,
    withheld: 'intercepted',
    timeline: { reads: [{ atMs: headAtMs, bytes: new TextEncoder().encode(body) }], end: { atMs: headAtMs, kind: 'eof' } },
  }
}
