import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Handler } from '@rivulet/replay'
import { isRunnableDevEnvironment, type Plugin, type ViteDevServer } from 'vite'
import { EMULATED_GATEWAYS, GATEWAYS_ELEMENT, type GatewayChoice } from '../src/gateways.ts'
import type * as emulatedModule from './emulated.ts'
import { createForwarder, errorResponse } from './forward.ts'
import { codeOf } from './listen.ts'
import type { Upstream } from './options.ts'

/** Long conversations with pictures in them fit; a runaway page does not fill the memory. */
const MAX_REQUEST_MB = 32
const MAX_REQUEST_BYTES = MAX_REQUEST_MB * 1024 * 1024

/**
 * Mounts `/gateways/<id>/v1/…` on Vite's server and tells the page which there are. The plugin's middleware stands
 * behind Vite's check of the Host header, so that another site cannot rebind its name to this machine and get here.
 */
export function gatewayPlugin(upstream: Upstream | undefined): Plugin {
  const choices: GatewayChoice[] = [...(upstream ? [upstreamChoice(upstream)] : []), ...EMULATED_GATEWAYS]
  return {
    name: 'rivulet:gateways',
    configureServer(server) {
      const forward = upstream && createForwarder(upstream)
      server.middlewares.use('/gateways', (req: IncomingMessage, res: ServerResponse, next: (error: unknown) => void) => {
        const id = req.url?.split('/')[1] ?? ''
        loadEmulated(server).then(({ emulated, toNodeHandler }) => {
          const handlers = new Map(Object.entries({ ...emulated, ...(forward && { upstream: forward }) }))
          return toNodeHandler(guarded(req, id, handlers.get(id)), { maxRequestBytes: MAX_REQUEST_BYTES })(req, res)
        }, next)
      })
    },
    transformIndexHtml: () => [
      {
        tag: 'script',
        attrs: { type: 'application/json', id: GATEWAYS_ELEMENT },
        children: JSON.stringify(choices).replaceAll('<', String.raw`\u003c`),
        injectTo: 'body',
      },
    ],
  }
}

function upstreamChoice({ baseURL, model }: Upstream): GatewayChoice {
  return { id: 'upstream', kind: 'upstream', label: baseURL.host, about: 'Your gateway, from OPENAI_BASE_URL', ...(model ? { model } : {}) }
}

async function loadEmulated(server: ViteDevServer): Promise<typeof emulatedModule> {
  const environment = server.environments['ssr']
  if (!environment || !isRunnableDevEnvironment(environment)) throw new Error('Vite runs no modules here')
  return environment.runner.import<typeof emulatedModule>('/server/emulated.ts')
}

/** The gateway behind what is asked of every one: a page of ours, and a request that is not too long. */
function guarded(req: IncomingMessage, id: string, handler: Handler | undefined): Handler {
  return async (request) => {
    if (isForeign(req)) return refuseForeign()
    if (!handler) return errorResponse(404, 'not_found', `No gateway is mounted at /gateways/${id}.`)
    // Answered before the body is read, so that who sends it is still listening.
    if (Number(req.headers['content-length']) > MAX_REQUEST_BYTES) return refuseLong()
    try {
      return await handler(request)
    } catch (error) {
      if (codeOf(error) === 'ERR_BODY_TOO_LARGE') return refuseLong()
      throw error
    }
  }
}

/**
 * Whether another site's page asks. The forwarded gateway costs money, the others cost this machine's time, and CORS would only hide the
 * answer. A simple GET carries no Origin, but tells its site.
 */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  if (site === 'cross-site' || site === 'same-site') return true
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host)
}

function refuseForeign(): Response {
  return errorResponse(403, 'foreign_origin', 'Only the playground’s own page may use its gateways from a browser.')
}

function refuseLong(): Response {
  const message = `The request is longer than ${MAX_REQUEST_MB} MB, so it was not sent on. Start a new chat, or send less with it.`
  return errorResponse(413, 'request_too_large', message)
}
