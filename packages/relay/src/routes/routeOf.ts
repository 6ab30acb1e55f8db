import { Refusal } from '../guard/Refusal.js'
import { isRunId } from '../guard/runIds.js'
import { getEvents, getRun, unknownRun } from './getRun.js'
import { getModels } from './getModels.js'
import { health } from './health.js'
import { postChat } from './postChat.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { stopByKey } from './stopByKey.js'
import { stopRun } from './stopRun.js'

export interface Route {
  /** Whether it is answered without asking who wants it. */
  isPublic?: boolean
  handle(relay: RelayContext, request: Request, principal: Principal): Promise<Response>
}

type RunHandler = (relay: RelayContext, request: Request, id: string, principal: Principal) => Promise<Response>

const ROUTES: Readonly<Record<string, Route & { method: string }>> = {
  'chat/completions': { method: 'POST', handle: postChat },
  // No run has such an id.
  'runs/stop': { method: 'POST', handle: stopByKey },
  models: { method: 'GET', handle: getModels },
  health: { method: 'GET', isPublic: true, handle: health },
}

const OF_A_RUN: Readonly<Record<string, { method: string; handle: RunHandler }>> = {
  '': { method: 'GET', handle: getRun },
  events: { method: 'GET', handle: getEvents },
  stop: { method: 'POST', handle: stopRun },
}

/**
 * The route of a request, by the end of its path: a relay may be mounted anywhere.
 * @throws {@link Refusal} 404, 405.
 */
export function routeOf(request: Request): Route {
  const route = findRoute(request)
  if (request.method !== 'HEAD') return route
  return { ...route, handle: async (...asked) => headOf(await route.handle(...asked)) }
}

function findRoute(request: Request): Route {
  const { pathname } = new URL(request.url)
  const name = /\/(chat\/completions|runs\/stop|models|health)\/?$/.exec(pathname)?.[1] ?? ''
  const run = /\/runs\/([^/]+)(?:\/(events|stop))?\/?$/.exec(pathname)
  if (run && name !== 'runs/stop') {
    const [, id = '', verb = ''] = run
    const { method, handle } = OF_A_RUN[verb] ?? noRoute()
    checkMethod(request, method)
    if (!isRunId(id)) return { handle: () => Promise.reject(unknownRun()) }
    return { handle: (relay, asked, principal) => handle(relay, asked, id, principal) }
  }
  const route = ROUTES[name] ?? noRoute()
  checkMethod(request, route.method)
  return route
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
