import { encodeQuery } from './parseQuery.js'

/** Names of headers and search parameters whose values are secret, however short. `tokens` are counts. */
const CREDENTIAL = /auth|key|token(?!s)|secret|cookie|password|^location$/i
/** Names of those whose values are public, and help in a message. */
const PUBLIC = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'anthropic-version',
  'api-version',
  'cache-control',
  'content-type',
  'http-referer',
  'last-event-id',
  'openai-beta',
  'origin',
  'referer',
  'user-agent',
  'x-title',
])
/** A shorter value under an unknown name is more likely a word than a secret. */
const MIN_CHARS = 8

/** Whether a header or search parameter of that name holds a credential. */
export function isCredential(name: string): boolean {
  return CREDENTIAL.test(name)
}

/** Whether a header or search parameter that is sent may hold a secret, by its name and length. */
export function isSecret(name: string, value: string): boolean {
  return isCredential(name) || (value.length >= MIN_CHARS && !PUBLIC.has(name.toLowerCase()))
}

/** What of headers or search parameters must not stand in a message: their values, also without a scheme and as they stand in an address. */
export function secretsOf(entries: Iterable<[name: string, value: string]>): string[] {
  return [...entries]
    .filter(([name, value]) => isSecret(name, value))
    .flatMap(([, value]) => [value, value.replace(/^\w+ /, ''), encodeQuery(value)])
}
