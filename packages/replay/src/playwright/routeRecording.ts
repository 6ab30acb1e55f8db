import { answerFrom, type AnswerFromOptions } from '../answerFrom.js'
import { preflightResponse } from '../gateway/cors.js'
import type { Handler } from '../handler.js'
import { serve } from '../node/serve.js'
import type { Recording } from '../recording/recording.js'
import { redirectFetch, type Redirection } from './redirectFetch.js'
import { toPattern } from './toPattern.js'

/** What is used of Playwright's `Page` or `BrowserContext`, of whichever of its packages. */
export interface Routable {
  /** Has requests whose address the pattern finds handled. @see https://playwright.dev/docs/api/class-page#page-route */
  route(url: RegExp, handler: (route: RoutedRequest) => Promise<void>): Promise<unknown>
  /** Takes that back. @see https://playwright.dev/docs/api/class-page#page-unroute */
  unroute(url: RegExp): Promise<void>
  /** Has a script run in each page before its own. @see https://playwright.dev/docs/api/class-page#page-add-init-script */
  addInitScript(script: { content: string }): Promise<unknown>
  /** Tells once when it is closed. @see https://playwright.dev/docs/api/class-page#page-event-close */
  once(event: 'close', listener: () => void): unknown
}

/** What is used of Playwright's `Route`. */
export interface RoutedRequest {
  /** The request at hand. @see https://playwright.dev/docs/api/class-route#route-request */
  request(): { method(): string; url(): string }
  /** Sends it to another address. @see https://playwright.dev/docs/api/class-route#route-continue */
  continue(options: { url: string }): Promise<void>
  /** Leaves it to the route that was set before. @see https://playwright.dev/docs/api/class-route#route-fallback */
  fallback(): Promise<void>
}

/** Options of {@link routeRecording}: which requests are answered, and how. */
export interface RouteRecordingOptions extends AnswerFromOptions {
  /** Which POSTs are answered: a pattern of the whole address, with `*` for anything but slashes and `**` for anything. @defaultValue '**\/chat/completions' */
  readonly url?: string | RegExp | undefined
}

/** A route that is open. */
export interface RecordingRoute {
  /** Where the recording is served, on this machine. */
  readonly url: string
  /** Takes the route away. It also ends with its page or context. */
  close(): Promise<void>
}

/**
 * Answers the requests of a page, or of all pages of a context, from a recording, read by read in its recorded time. Call it before the page is
 * opened.
 *
 * Playwright's own `route.fulfill` gives a body at once, so the recording is served on a port of this machine and the browser really reads it from
 * there. A request over http is sent there by Playwright, whoever makes it. Playwright changes no scheme, so over https it is the page's `fetch`
 * that asks there, and only what the page asks by `fetch` is answered.
 *
 * Chromium guards this machine from pages that were not loaded from it. Such a page has to come over https, in a context with the permission
 * `local-network-access` (`context.grantPermissions`); a page of `localhost` needs nothing.
 * @see https://playwright.dev/docs/api/class-route#route-continue
 */
export async function routeRecording(page: Routable, recording: Recording, options: RouteRecordingOptions = {}): Promise<RecordingRoute> {
  const { url = '**/chat/completions', ...answerOptions } = options
  const pattern = toPattern(url)
  const server = await serve(forPages(answerFrom(recording, answerOptions)))
  const placeOf = (address: string) => {
    const { pathname, search } = new URL(address)
    return `${server.url}${pathname}${search}`
  }

  page.once('close', () => void server.close())
  await page.route(pattern, async (route) => {
    const request = route.request()
    const isOurs = request.method() === 'POST' && request.url().startsWith('http:')
    await (isOurs ? route.continue({ url: placeOf(request.url()) }) : route.fallback())
  })
  const redirection: Redirection = { source: pattern.source, flags: pattern.flags, to: server.url }
  await page.addInitScript({ content: `(${redirectFetch.toString()})(${JSON.stringify(redirection)})` })
  return {
    url: server.url,
    async close() {
      await page.unroute(pattern)
      await server.close()
    },
  }
}

/** Lets a page of any origin read the answers, as the recorded gateway need not have done. */
function forPages(answer: Handler): Handler {
  return async (request) => {
    if (request.method === 'OPTIONS') return withOrigin(request, preflightResponse(request))
    try {
      return withOrigin(request, await answer(request))
    } catch {
      // The recorded connection broke before there was a response; over HTTP the nearest is one that breaks before its first byte.
      return withOrigin(request, new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError('broken')) })))
    }
  }
}

function withOrigin(request: Request, response: Response): Response {
  const exposed = [...response.headers.keys()].join(', ')
  response.headers.set('access-control-allow-origin', request.headers.get('origin') ?? '*')
  response.headers.set('access-control-allow-credentials', 'true')
  response.headers.set('access-control-expose-headers', exposed)
  return response
}
