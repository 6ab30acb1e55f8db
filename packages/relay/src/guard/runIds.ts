import { Refusal } from './Refusal.js'

/** Bytes of a run's id: it is what a caller must not guess. */
const ID_BYTES = 16

/** A new run's id: 128 random bits in 22 characters. */
export function newRunId(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(ID_BYTES)))
}

/** The id of the run that a principal began, or will begin, with an idempotency key: the same for the same two, on every process. */
export async function runIdOf(principal: string, idempotencyKey: string): Promise<string> {
  // As JSON no two pairs look alike, wherever one ends and the other begins.
  return toBase64Url((await sha256(JSON.stringify([principal, idempotencyKey]))).subarray(0, ID_BYTES))
}

/** Whether a text may be the id of a run. The last of 22 characters holds the last two of 128 bits. */
export function isRunId(text: string): boolean {
  return /^[\w-]{21}[AQgw]$/.test(text)
}

/** SHA-256 in hexadecimal: what the store and the logs know of a principal, and of a request's body. */
export async function digest(text: string): Promise<string> {
  return [...(await sha256(text))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/**
 * The idempotency key of a request; undefined where it has none.
 * @throws {@link Refusal} 400 `invalid_idempotency_key` where it is not 1 to 255 visible characters of ASCII.
 */
export function idempotencyKeyOf(headers: Headers): string | undefined {
  const key = headers.get('idempotency-key')
  if (key === null) return undefined
  if (/^[\x21-\x7E]{1,255}$/.test(key)) return key
  throw new Refusal(
    400,
    'invalid_idempotency_key',
    'The Idempotency-Key cannot be used. It names one run, so it must be 1 to 255 visible characters of ASCII. Send a new UUID with each new message.',
  )
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '')
}
