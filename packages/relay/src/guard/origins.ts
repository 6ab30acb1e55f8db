import { errorResponse, PRIVATE_HEADERS, Refusal } from './Refusal.js'

/** Headers that clients of the relay send: OpenAI's, and those of a run. */
const REQUEST_HEADERS: readonly string[] = ['authorization', 'content-type', 'idempotency-key', 'last-event-id']
/** OpenAI's own client tells about itself in a dozen headers of this name. */
const OPENAI_CLIENT = /^x-stainless-[a-z-]+$/
/** What a page of another origin may read. */
const RESPONSE_HEADERS = 'x-rivulet-run, x-rivulet-resumable, x-request-id, retry-after, retry-after-ms'
/** How long a browser may remember the answer to a preflight, in seconds: Chromium's most. */
const PREFLIGHT_SECONDS = 7200

/**
 * Checks a list of origins, so that a misspelt one is found at the start and not by a user.
 * @throws `TypeError` for what is no origin as a browser writes it (`https://app.example.com`: no path, no wildcard, no default port).
 */
export function toOrigins(origins: readonly string[]): readonly string[] {
  for (const origin of origins) {
    const isOrigin = /^[a-z][a-z\d+.-]*:\/\/[^/?#*@\s]+$/.test(origin)
    if (!isOrigin || (origin.startsWith('http') && new URL(origin).origin !== origin))
      throw new TypeError(
        `${JSON.stringify(origin)} is no origin. Browsers compare origins letter by letter, so it would never match. Write it as https://app.example.com: no path, no wildcard, no default port.`,
      )
  }
  return [...origins]
}

/**
 * Lets in pages of the relay's own host, pages of the origins listed, and programs that are no browser. Hosts are compared without their scheme, since
 * a proxy in front may have taken TLS off.
 * @throws {@link Refusal} 403 `origin_not_allowed` for a page of any other.
 */
export function checkOrigin(request: Request, origins: readonly string[]): void {
  const origin = request.headers.get('origin')
  if (origin !== null && origins.includes(origin)) return
  const site = request.headers.get('sec-fetch-site')
  // A page that sends no `Origin` (an image, a link) is still told from a program by this header.
  const isForeign = site === 'cross-site' || site === 'same-site'
  if (isForeign || (origin !== null && hostOf(origin) !== askedHost(request))) {
    throw new Refusal(
      403,
      'origin_not_allowed',
      'The relay does not answer pages of this origin. Another site could otherwise spend in the name of its visitors. Add the origin to `origins`.',
    )
  }
}

/** Headers by which a page of an origin listed may read the answer; none for any other. `Vary` is among `PRIVATE_HEADERS`. */
export function corsHeaders(request: Request, origins: readonly string[]): Record<string, string> {
  const origin = request.headers.get('origin')
  if (origin === null || !origins.includes(origin)) return {}
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': RESPONSE_HEADERS,
  }
}

/**
 * Answers a browser that asks whether a page may send a request.
 * @param headers names of those that go on to the upstream, which pages send beside OpenAI's and the relay's own
 */
export function preflight(request: Request, origins: readonly string[], headers: readonly string[] = []): Response {
  const cors = corsHeaders(request, origins)
  if (!('access-control-allow-origin' in cors)) {
    return errorResponse(
      403,
      'origin_not_allowed',
      'Pages of this origin may not call the relay. It was not listed. Add the origin to `origins`.',
    )
  }
  const asked = (request.headers.get('access-control-request-headers') ?? '').split(',').map((name) => name.trim().toLowerCase())
  const allowed = new Set([
    ...REQUEST_HEADERS,
    ...headers.map((name) => name.toLowerCase()),
    ...asked.filter((name) => OPENAI_CLIENT.test(name)),
  ])
  return new Response(null, {
    status: 204,
    headers: {
      ...PRIVATE_HEADERS,
      ...cors,
      vary: 'Origin, Access-Control-Request-Headers',
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': [...allowed].join(', '),
      'access-control-max-age': String(PREFLIGHT_SECONDS),
    },
  })
}

/** The host that was asked, as the browser names it. Some servers, Next.js among them, make the address of a request from a name of their own. */
function askedHost({ headers, url }: Request): string {
  return headers.get('host')?.toLowerCase() ?? new URL(url).host
}

/** The host of a page's origin; undefined for extensions, apps and `null`, as sandboxed frames and local files call themselves. */
function hostOf(origin: string): string | undefined {
  return /^https?:/.test(origin) && URL.canParse(origin) ? new URL(origin).host : undefined
}
