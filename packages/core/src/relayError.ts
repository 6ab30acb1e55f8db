import type { ChatError, ChatErrorCode, ChatErrorDetails } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import type { ReportedError } from './reportedError.js'

/** What a relay's own codes stand for. */
const FAILURES: Readonly<Record<string, readonly [code: ChatErrorCode, what: string, status?: number]>> = {
  upstream_unreachable: ['gateway', 'The relay could not reach the gateway.', 502],
  upstream_broken: ['network', 'The connection between the relay and the gateway broke.'],
  upstream_timeout: ['network', 'The gateway fell silent, and the relay closed its connection.'],
  upstream_auth: ['auth', 'The gateway does not accept the key of the relay.'],
  upstream_html: ['html_response', 'The gateway answered the relay with a web page.'],
  limit: ['limit', 'The answer went beyond a limit of the relay.'],
  relay_lost: ['relay_lost', 'The relay lost the run: the process that held it is gone.'],
}

/** Failures that stay until somebody changes something. */
const LASTING: readonly ChatErrorCode[] = ['auth', 'html_response', 'limit']

/** The error that a relay tells of in its own name, in its head (`http`) or inside a stream; undefined where it is not the relay's. */
export function relayError(
  { kind, retryAfterMs }: ReportedError,
  requestId: string | undefined,
  http?: ChatErrorDetails,
): ChatError | undefined {
  const [, name = ''] = /^(\w+) relay_error$/.exec(kind) ?? []
  const [code, what, status] = (Object.hasOwn(FAILURES, name) && FAILURES[name]) || []
  return code && what
    ? chatError(code, what, {
        requestId,
        status,
        ...http,
        retryAfterMs: http?.retryAfterMs ?? retryAfterMs,
        retryable: !LASTING.includes(code),
      })
    : undefined
}
