import { addressOf, partsOf, searchOf, type Address } from './addressOf.js'
import type { ApiKey } from './ApiKey.js'
import { ChatError, isChatError } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import { isRecord } from './own.js'
import { preparationError } from './preparationError.js'
import { secretsOf } from './secretsOf.js'
import type { SentRequest, Tracer } from './trace.js'

/**
 * A value, or a function that gives it, asked anew for each attempt. What it throws ends the run before anything is sent: a {@link ChatError} as it
 * is, anything else as the cause of one with code `http`.
 */
export type Resolvable<Value> = Value | (() => Value | Promise<Value>)

/** What the client calls to send: `fetch`, or anything that behaves like it. What it throws is the cause of a `network` error, or the error itself where it is a {@link ChatError}. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Where and how a client sends. */
export interface Endpoint extends Address {
  apiKey: ApiKey
  headers?: Resolvable<Record<string, string>> | undefined
  fetch?: Fetch | undefined
}

/** One request. */
export interface Outgoing {
  path: string
  /** Makes the body anew for each attempt; without it the request is a GET. */
  body?: () => Promise<object>
  headers?: Record<string, string> | undefined
  /** Whether the key of an earlier attempt was refused. */
  renewKey?: boolean
  signal?: AbortSignal | undefined
  tracer?: Tracer | undefined
  /** Called with the headers once nothing more can keep the request back. */
  onSend?: ((headers: Headers) => void) | undefined
}

/** A response and the credentials that its request carried, to be kept out of messages. */
export interface Sent {
  response: Response
  secrets: string[]
}

/**
 * Sends one request. Redirects are not followed: a redirect to another origin would carry headers along. React Native's own `fetch` follows them,
 * whatever it is told; Expo's does not.
 * @throws {@link ChatError} `network`, or `http` where nothing could be sent: a function of the application threw, or the address or a header is no such thing.
 */
export async function sendRequest(endpoint: Endpoint, { path, signal, tracer, onSend, ...outgoing }: Outgoing): Promise<Sent> {
  const url = addressOf(endpoint, path, endpoint.fetch !== undefined)
  const { init, secrets } = await prepare(endpoint, outgoing).catch((error: unknown) => {
    throw preparationError('apiKey, headers or body', error)
  })
  // The application's functions may have taken their time.
  if (signal?.aborted) throw signal.reason
  tracer?.request({ url, ...init }, secrets)
  onSend?.(init.headers)
  try {
    const response = await (endpoint.fetch ?? globalThis.fetch)(url, { ...init, redirect: 'manual', signal: signal ?? null })
    return { response, secrets }
  } catch (error) {
    if (isChatError(error)) throw error
    const reason = reasonOf(error)
    // A certificate does not get better by itself; Node tells it apart, browsers do not.
    const retryable = !/CERT|TLS|SSL|SIGNATURE/.test(reason)
    // Node waits 300 s for a head, whatever `headersMs` is: a time limit as ours, after which nobody wants to wait as long again unasked.
    const isLate = reason === 'UND_ERR_HEADERS_TIMEOUT'
    const what = `The gateway${hostOf(url)} ${isLate ? 'did not answer' : 'could not be reached'}${reason && ` (${reason})`}.`
    throw chatError(isLate ? 'timeout' : 'network', what, { cause: error, retryable })
  }
}

/** What is sent, beside where. */
type Prepared = Omit<SentRequest, 'url'>

async function prepare(
  endpoint: Endpoint,
  { body, headers: own, renewKey }: Pick<Outgoing, 'body' | 'headers' | 'renewKey'>,
): Promise<{ init: Prepared; secrets: string[] }> {
  const apiKey = await endpoint.apiKey.get(renewKey)
  const headers = new Headers(body ? { 'content-type': 'application/json' } : {})
  if (apiKey) setHeader(headers, 'authorization', `Bearer ${apiKey}`, 'apiKey')
  // A value may be undefined where nobody checks types: it must not go out as that word.
  for (const [name, value] of Object.entries<string | undefined>({ ...(await resolve(endpoint.headers)), ...own }))
    if (value !== undefined) setHeader(headers, name, value, 'A header')
  const secrets = secretsOf([...headers, ...searchOf(endpoint)])
  return { init: body ? { method: 'POST', headers, body: JSON.stringify(await body()) } : { method: 'GET', headers }, secrets }
}

/** Sets a header. The platform's own error would quote the value, so it is left behind. */
function setHeader(headers: Headers, name: string, value: string, what: string): void {
  try {
    headers.set(name, value)
  } catch {
    const problem = `${what} holds a character that no header can carry, such as a line break.`
    throw new ChatError('http', `${problem} Nothing was sent. Check where it comes from.`)
  }
}

/** Resolves a {@link Resolvable}. */
export async function resolve<Value>(value: Resolvable<Value>): Promise<Value> {
  return typeof value === 'function' ? (value as () => Value | Promise<Value>)() : value
}

/** The host for a message: an address may hold keys in its path or query. */
function hostOf(url: string): string {
  const parts = partsOf(url)
  return parts ? ` at ${parts.host}` : ''
}

/** The system's name for what went wrong, where it has one (`ECONNREFUSED`). */
export function reasonOf(error: unknown): string {
  const code = isRecord(error) ? ((isRecord(error['cause']) ? error['cause']['code'] : undefined) ?? error['code']) : undefined
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : ''
}
