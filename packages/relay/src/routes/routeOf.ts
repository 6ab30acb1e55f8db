import { Refusal } from '../guard/Refusal.js'
import { isRunId } from '../guard/runIds.js'
import { getEvents } from './getEvents.js'
import { getHealth } from './getHealth.js'
import { getModels } from './getModels.js'
import { getRun } from './getRun.js'
import { postChat } from './postChat.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { unknownRun } from './runStatus.js'
import { stopByKey } from './stopByKey.js'
import { stopRun } from './stopRun.js'

/** What serves a request. */
export interface Route {
  /** Whether it is answered without asking who wants it. */
  isPublic: boolean
  handle(relay: RelayContext, request: Request, principal: Principal): Promise<Response>
}

interface RouteEntry {
  method: 'GET' | 'POST'
  /** The end of the path; the group `id` is a run's. */
  path: RegExp
  isPublic?: boolean
  handle(relay: RelayContext, request: Request, principal: Principal, id: string): Promise<Response>
}

/** The first that fits serves. */
const ROUTES: readonly RouteEntry[] = [
  { method: 'POST', path: /\/chat\/completions$/, handle: postChat },
  // Before those of a run: none has such an id.
  { method: 'POST', path: /\/runs\/stop$/, handle: stopByKey },
  { method: 'GET', path: /\/runs\/(?<id>[^/]+)$/, handle: getRun },
  { method: 'GET', path: /\/runs\/(?<id>[^/]+)\/events$/, handle: getEvents },
  { method: 'POST', path: /\/runs\/(?<id>[^/]+)\/stop$/, handle: stopRun },
  { method: 'GET', path: /\/models$/, handle: getModels },
  { method: 'GET', path: /\/health$/, isPublic: true, handle: getHealth },
]

/**
 * The route of a request, by the end of its path: a relay may be mounted anywhere.
 * @throws {@link Refusal} 404 `not_found`; 405 `method_not_allowed`.
 */
export function routeOf(request: Request): Route {
  const path = new URL(request.url).pathname.replace(/\/$/, '')
  const entry = ROUTES.find((one) => one.path.test(path)) ?? noRoute()
  checkMethod(request, entry.method)
  const id = entry.path.exec(path)?.groups?.['id']
  const handle: Route['handle'] = async (relay, asked, principal) => {
    if (id !== undefined && !isRunId(id)) throw unknownRun()
    const response = await entry.handle(relay, asked, principal, id ?? '')
    return request.method === 'HEAD' ? headOf(response) : response
  }
  return { isPublic: entry.isPublic ?? false, handle }
}

/** An answer without its body. Not every server lets go of the body itself, and a reader whom nobody reads would keep a run going. */
async function headOf(response: Response): Promise<Response> {
  await response.body?.cancel()
  return new Response(null, response)
}

function noRoute(): never {
  throw new Refusal(
    404,
    'not_found',
    'The relay has nothing at this address. It serves chat/completions, runs, models and health. Check the base URL.',
  )
}

function checkMethod({ method: given }: Request, method: string): void {
  if (given === method || (given === 'HEAD' && method === 'GET')) return
  const allow = method === 'GET' ? 'GET, HEAD' : method
  throw new Refusal(405, 'method_not_allowed', `This address takes ${method}. Nothing was done. Use that method.`, { allow })
}
