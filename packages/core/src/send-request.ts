import { chatError } from './chat-error-messages.js'
import type { ChatErrorCode } from './chat-error.js'
import type { ChatClientOptions, RequestOptions, Resolvable } from './client.js'

/** Sends a request and returns the response of a success. @throws {@link ChatError} for anything else. */
export async function sendRequest(
  client: ChatClientOptions,
  path: string,
  { body, headers, signal, onResponse }: RequestOptions & { body?: Record<string, unknown> },
): Promise<Response> {
  const apiKey = await resolve(client.apiKey)
  const init: RequestInit = { method: body ? 'POST' : 'GET', redirect: 'manual', signal: signal ?? null }
  init.headers = new Headers({
    ...(body ? { 'content-type': 'application/json' } : {}),
    ...(apiKey ? { authorization: `Bearer ${apiKey}` } : {}),
    ...(await resolve(client.headers)),
    ...headers,
  })
  if (body) init.body = JSON.stringify({ ...(await resolve(client.body)), ...body })
  const send = client.fetch ?? globalThis.fetch
  let response: Response
  try {
    response = await send(toUrl(client, path), init)
  } catch (error) {
    throw chatError('network', 'The gateway could not be reached.', { cause: error, retryable: true })
  }
  onResponse?.(response)
  if (!response.ok)
    throw chatError(codeOf(response.status), `The gateway answered with status ${response.status}.`, { status: response.status })
  return response
}

function codeOf(status: number): ChatErrorCode {
  if (status === 401 || status === 403) return 'auth'
  if (status === 429) return 'rate_limit'
  return status >= 500 ? 'gateway' : 'http'
}

async function resolve<Value>(value: Resolvable<Value>): Promise<Value> {
  return typeof value === 'function' ? (value as () => Value | Promise<Value>)() : value
}

function toUrl({ baseURL, searchParams = {} }: ChatClientOptions, path: string): string {
  const [base = '', query = ''] = baseURL.split('?', 2)
  const search = new URLSearchParams([...new URLSearchParams(query), ...Object.entries(searchParams)])
  return `${base.replace(/\/+$/, '')}${path}${search.size > 0 ? `?${search}` : ''}`
}
