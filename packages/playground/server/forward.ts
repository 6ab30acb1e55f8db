import { codeOf } from './listen.ts'
import type { Upstream } from './options.ts'
import { redact, redactStream } from './redact.ts'

/** What the browser may say to the gateway. Its own authorization and cookies are none of it. */
const REQUEST_HEADERS = ['accept', 'content-type', 'idempotency-key']
/** What the gateway may say to the browser. */
const RESPONSE_HEADERS = /^(?:content-type|retry-after(?:-ms)?|x-request-id|request-id|openai-processing-ms|x-ratelimit-.+)$/

/** Not 304, which sends nobody elsewhere. */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

const ROUTES: Record<string, string> = { 'chat/completions': 'POST', models: 'GET' }

/**
 * Answers `…/chat/completions` and `…/models` with what the upstream gateway says, adding the key, where there is one, on the way there.
 * Bytes pass as they come; a client that leaves ends the upstream request at once; errors keep their status and body.
 * The key is struck from everything that comes back, should a gateway repeat it.
 */
export function createForwarder({ baseURL, apiKey }: Upstream): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname, search } = new URL(request.url)
    const route = Object.keys(ROUTES).find((name) => pathname.endsWith(`/${name}`))
    if (!route) return errorResponse(404, 'not_found', 'The playground forwards /chat/completions and /models, and nothing else.')
    if (request.method !== ROUTES[route]) return errorResponse(405, 'method_not_allowed', `/${route} takes ${ROUTES[route]}.`)

    // A body that cannot be read is no failure of the gateway's.
    const body = request.method === 'POST' ? await request.arrayBuffer() : null
    try {
      const answer = await fetch(join(baseURL, route, search), {
        method: request.method,
        headers: requestHeaders(request.headers, apiKey),
        body,
        redirect: 'manual',
        signal: request.signal,
      })
      if (REDIRECTS.has(answer.status)) {
        await answer.body?.cancel()
        return errorResponse(502, 'upstream_redirect', redirectMessage(baseURL, answer.headers.get('location')))
      }
      return new Response((apiKey ? answer.body?.pipeThrough(redactStream(apiKey)) : answer.body) ?? null, {
        status: answer.status,
        headers: responseHeaders(answer.headers, apiKey),
      })
    } catch (error) {
      return errorResponse(502, 'upstream_unreachable', unreachableMessage(baseURL, error))
    }
  }
}

/** An error in the shape that OpenAI's API gives one, so that a client reads it as any other. */
export function errorResponse(status: number, code: string, message: string): Response {
  const error = { message, type: 'playground_error', param: null, code }
  return Response.json({ error }, { status, headers: PRIVATE })
}

/** Never cached, never recoded by a proxy, and never a document: a gateway's HTML must not run as a page of ours. */
const PRIVATE = {
  'cache-control': 'no-store, no-transform',
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
}

function join(baseURL: URL, route: string, search: string): URL {
  const url = new URL(baseURL)
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/${route}`
  for (const [name, value] of new URLSearchParams(search)) url.searchParams.set(name, value)
  // fetch refuses an address with credentials, and the key is what authorises here.
  url.username = ''
  url.password = ''
  return url
}

function requestHeaders(from: Headers, apiKey: string | undefined): Headers {
  const headers = new Headers({ 'accept-encoding': 'identity', 'user-agent': 'rivulet-playground' })
  if (apiKey) headers.set('authorization', `Bearer ${apiKey}`)
  for (const name of REQUEST_HEADERS) {
    const value = from.get(name)
    if (value) headers.set(name, value)
  }
  return headers
}

function responseHeaders(from: Headers, apiKey: string | undefined): Headers {
  const headers = new Headers(PRIVATE)
  for (const [name, value] of from) if (RESPONSE_HEADERS.test(name)) headers.set(name, apiKey ? redact(value, apiKey) : value)
  return headers
}

function redirectMessage(baseURL: URL, location: string | null): string {
  const target = location && URL.canParse(location, baseURL) ? new URL(location, baseURL).origin : 'another address'
  return `${baseURL.host} redirects to ${target}. A key is never sent along a redirect. Set OPENAI_BASE_URL to the final address and start again.`
}

const REASONS: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the name is not known',
  EAI_AGAIN: 'the name could not be looked up',
  ECONNRESET: 'the connection was closed',
  ETIMEDOUT: 'the connection timed out',
  UND_ERR_CONNECT_TIMEOUT: 'the connection timed out',
  UND_ERR_HEADERS_TIMEOUT: 'it sent no answer in time',
  UND_ERR_SOCKET: 'the connection was closed',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
}

function unreachableMessage(baseURL: URL, error: unknown): string {
  const code = codeOf(error) ?? codeOf(error instanceof Error ? error.cause : undefined)
  const reason = (code && REASONS[code]) ?? code ?? 'the request failed'
  return `The playground could not reach ${baseURL.host}: ${reason}. No answer came. Check OPENAI_BASE_URL and the network, then retry.`
}
