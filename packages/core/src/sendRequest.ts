import type { ApiKey } from './ApiKey.js'
import { chatError } from './chatErrorMessages.js'
import { isRecord } from './own.js'
import { preparationError } from './preparationError.js'

/** A value, or a function that gives it, asked anew for each try. */
export type Resolvable<Value> = Value | (() => Value | Promise<Value>)

/** What the client calls to send: `fetch`, or anything that behaves like it. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Where and how a client sends. */
export interface Endpoint {
  baseURL: string
  apiKey: ApiKey
  headers?: Resolvable<Record<string, string>> | undefined
  searchParams?: Record<string, string> | undefined
  fetch?: Fetch | undefined
}

/** One request. */
export interface Outgoing {
  path: string
  /** Makes the body anew for each try; without it the request is a GET. */
  body?: () => Promise<object>
  headers?: Record<string, string> | undefined
  signal?: AbortSignal | undefined
}

/** A response and the credentials that its request carried, to be kept out of messages. */
export interface Sent {
  response: Response
  secrets: string[]
}

const CREDENTIAL_HEADER = /auth|key|token|secret|cookie/i

/**
 * Sends one request. Redirects are not followed: a redirect to another origin would carry headers along.
 * @throws {@link ChatError} `network`, or `http` where a function of the application threw and nothing was sent.
 */
export async function sendRequest(endpoint: Endpoint, { path, body, headers: own, signal }: Outgoing): Promise<Sent> {
  const url = toUrl(endpoint, path)
  const { init, secrets } = await prepare(endpoint, body, own).catch((error: unknown) => {
    throw preparationError('apiKey, headers or body', error)
  })
  // The application's functions may have taken their time.
  signal?.throwIfAborted()
  try {
    const response = await (endpoint.fetch ?? globalThis.fetch)(url, { ...init, redirect: 'manual', signal: signal ?? null })
    return { response, secrets }
  } catch (error) {
    const reason = reasonOf(error)
    // A certificate does not get better by itself; Node tells it apart, browsers do not.
    const retryable = !/CERT|TLS|SSL|SIGNATURE/.test(reason)
    throw chatError('network', `The gateway${hostOf(url)} could not be reached${reason && ` (${reason})`}.`, { cause: error, retryable })
  }
}

async function prepare(
  endpoint: Endpoint,
  body: Outgoing['body'],
  own: Outgoing['headers'],
): Promise<{ init: RequestInit; secrets: string[] }> {
  const apiKey = await endpoint.apiKey.get()
  const headers = new Headers(body ? { 'content-type': 'application/json' } : {})
  if (apiKey) headers.set('authorization', `Bearer ${apiKey}`)
  for (const [name, value] of Object.entries({ ...(await resolve(endpoint.headers)), ...own })) headers.set(name, value)
  const secrets = [...headers].filter(([name]) => CREDENTIAL_HEADER.test(name)).flatMap(([, value]) => [value, value.replace(/^\w+ /, '')])
  return { init: body ? { method: 'POST', headers, body: JSON.stringify(await body()) } : { method: 'GET', headers }, secrets }
}

/** Resolves a {@link Resolvable}. */
export async function resolve<Value>(value: Resolvable<Value>): Promise<Value> {
  return typeof value === 'function' ? (value as () => Value | Promise<Value>)() : value
}

/** Joins the API's address with a path: with or without a slash at its end, with or without a query of its own. */
function toUrl({ baseURL, searchParams = {} }: Endpoint, path: string): string {
  const [base = '', query = ''] = baseURL.split(/[?#]/)
  const search = new URLSearchParams(query)
  for (const [name, value] of Object.entries(searchParams)) search.set(name, value)
  const end = search.size > 0 ? `?${search}` : ''
  return `${base.replace(/\/+$/, '').replace(/\/chat\/completions$/, '')}${path}${end}`
}

/** The host for a message: an address may hold keys in its path or query. */
function hostOf(url: string): string {
  return URL.canParse(url) ? ` at ${new URL(url).host}` : ''
}

/** The system's name for what went wrong, where it has one (`ECONNREFUSED`). */
function reasonOf(error: unknown): string {
  const code = isRecord(error) ? ((isRecord(error['cause']) ? error['cause']['code'] : undefined) ?? error['code']) : undefined
  return typeof code === 'string' && /^[A-Z_]+$/.test(code) ? code : ''
}
