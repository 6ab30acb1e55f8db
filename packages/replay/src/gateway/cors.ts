/** Headers that a page may read from the response; without the list a browser hides all but a few. */
const EXPOSED = 'x-request-id, retry-after, content-type'

/** The answer to a preflight: any page, the methods of the API, and whatever headers the page wants to send (a wildcard would not cover `authorization`). */
export function preflightResponse(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': request.headers.get('access-control-request-headers') ?? 'authorization, content-type',
      'access-control-max-age': '600',
      vary: 'Access-Control-Request-Headers',
    },
  })
}

export const CORS_HEADERS: Readonly<Record<string, string>> = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': EXPOSED,
}
