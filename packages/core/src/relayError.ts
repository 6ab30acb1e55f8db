import type { ChatError, ChatErrorCode } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import type { ReportedError } from './reportedError.js'

/** What a relay's own codes stand for. */
const FAILURES: Readonly<Record<string, readonly [code: ChatErrorCode, what: string, status?: number]>> = {
  upstream_unreachable: ['gateway', 'The relay could not reach the gateway.', 502],
  upstream_broken: ['network', 'The connection between the relay and the gateway broke.'],
  upstream_timeout: ['network', 'The gateway fell silent, and the relay closed its connection.'],
  limit: ['limit', 'The answer went beyond a limit of the relay.'],
  relay_lost: ['relay_lost', 'The relay lost the run: the process that held it is gone.'],
}

/** The error that a relay tells of inside a stream in its own name; undefined where it is not the relay's. */
export function relayError({ kind }: ReportedError, requestId: string | undefined): ChatError | undefined {
  const [, name = ''] = /^(\w+) relay_error$/.exec(kind) ?? []
  const [code, what, status] = (Object.hasOwn(FAILURES, name) && FAILURES[name]) || []
  return code && what ? chatError(code, what, { requestId, status, retryable: code !== 'limit' }) : undefined
}
