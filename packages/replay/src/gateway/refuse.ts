import { CORS_HEADERS } from './cors.js'
import { errorBody, type ErrorFacts } from './errorBody.js'

/** The response that refuses a request. */
export function refuse(status: number, facts: Omit<ErrorFacts, 'type'>, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json(errorBody({ type: 'invalid_request_error', ...facts }), { status, headers: { ...CORS_HEADERS, ...headers } })
}

/** The 401 for a request without a key or with a wrong one. The message never repeats what was sent. */
export function refuseKey(request: Request, apiKey: string | undefined): Response | undefined {
  const [, key] = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (key === undefined) {
    return refuse(401, {
      message: "You didn't provide an API key, so the gateway cannot tell who asks. Send it as a bearer: `Authorization: Bearer YOUR_KEY`.",
      code: null,
    })
  }
  if (apiKey === undefined || key === apiKey) return undefined
  return refuse(401, {
    message: 'Incorrect API key provided, so the request was not run.',
    code: 'invalid_api_key',
  })
}

export function refuseMethod(request: Request, allowed: string): Response {
  const { pathname } = new URL(request.url)
  return refuse(
    405,
    { message: `${request.method} is not allowed on ${pathname}. Use ${allowed}.`, code: 'method_not_supported' },
    { allow: allowed },
  )
}

export function refuseUrl(request: Request): Response {
  const { pathname } = new URL(request.url)
  return refuse(404, {
    message: `Unknown request URL: ${request.method} ${pathname}. The gateway has POST …/chat/completions and GET …/models; check the base URL.`,
    code: 'unknown_url',
  })
}
