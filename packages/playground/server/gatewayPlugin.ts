import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Handler } from '@rivulet/replay'
import { isRunnableDevEnvironment, type Plugin, type ViteDevServer } from 'vite'
import { EMULATED_GATEWAYS, GATEWAYS_ELEMENT, type GatewayChoice } from '../src/gateways.ts'
import type * as emulatedModule from './emulated.ts'
import { createForwarder, errorResponse } from './forward.ts'
import type { Upstream } from './options.ts'

/** Long conversations with pictures in them fit; a runaway page does not fill the memory. */
const MAX_REQUEST_BYTES = 32 * 1024 * 1024

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
          const answer: Handler = async (request) => {
            if (forward && id === 'upstream') return isForeign(req) ? refuseForeign() : forward(request)
            const handler = emulated[id]
            return handler ? handler(request) : errorResponse(404, 'not_found', `No gateway is mounted at /gateways/${id}.`)
          }
          return toNodeHandler(answer, { maxRequestBytes: MAX_REQUEST_BYTES })(req, res)
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

/** Whether another site's page asks. The forwarded gateway costs money, and CORS would only hide the answer from it. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin } = headers
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host)
}

function refuseForeign(): Response {
  return errorResponse(403, 'foreign_origin', 'Only the playground’s own page may use the forwarded gateway from a browser.')
}
