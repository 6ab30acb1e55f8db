import { partsOf } from './addressOf.js'
import { kindOf } from './body.js'
import type { ChatError } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import { openSource } from './decode.js'
import { parseJson } from './parseJson.js'
import { readText } from './readText.js'
import { relayError } from './relayError.js'
import { findError, toChatError } from './reportedError.js'
import { redact } from './redact.js'
import { retryAfterMs } from './retry.js'

/** As much of an error's body as is read. */
const BODY_CHARS = 16_384
/** As long as it is waited for: the status alone says enough to go on. */
const BODY_MS = 5000

/** The error that a response without success stands for; its body is read for the gateway's words and then let go. */
export async function httpError(response: Response, secrets: readonly string[]): Promise<ChatError> {
  const { status, headers, type } = response
  const requestId = requestIdOf(headers)
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    openSource(response).cancel()
    return chatError('http', `The gateway redirects${locationOf(headers)}, and credentials do not follow a redirect.`, {
      status,
      requestId,
    })
  }
  const details = { status, requestId, retryAfterMs: retryAfterMs(headers) }
  const body = await readBody(response).catch(() => '')
  // A body that is not JSON is searched for words that tell the kind of failure, and never quoted. Those of a web page tell nothing: many name payment.
  const kind = kindOf(body, '') === 'html' ? '' : body
  const found = findError(parseJson(body), true) ?? { message: '', kind, status }
  return relayError(found, requestId, details) ?? toChatError(found, { secrets, requestId }, details)
}

/** The gateway's name for a request. */
export function requestIdOf(headers: Headers): string | undefined {
  return (
    ['x-request-id', 'request-id', 'x-amzn-requestid', 'cf-ray'].map((name) => headers.get(name)).find((id) => id !== null) ?? undefined
  )
}

function locationOf(headers: Headers): string {
  const target = partsOf(headers.get('location') ?? '')
  return target ? ` to ${redact(target.origin)}` : ''
}

async function readBody(response: Response): Promise<string> {
  const source = openSource(response)
  const timer = setTimeout(() => source.cancel(), BODY_MS)
  return readText(source, Infinity, BODY_CHARS).finally(() => clearTimeout(timer))
}
