import { holdsSecret } from './redact.js'

/** What a client has a use for: when to try again, and the gateway's name for the request. */
const SAFE = /^(?:retry-after|retry-after-ms|x-request-id|x-ratelimit-[\w-]+)$/
const MAX_CHARS = 256

/** Of the upstream's headers those that a client may see. */
export function safeHeaders(headers: Headers, secrets: readonly string[]): Record<string, string> {
  const safe = [...headers].filter(([name, value]) => SAFE.test(name) && value.length <= MAX_CHARS && !holdsSecret(value, secrets))
  return Object.fromEntries(safe)
}
