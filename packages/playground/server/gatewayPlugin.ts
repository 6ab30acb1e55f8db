import type { IncomingMessage, ServerResponse } from 'node:http'
import { NodeRequest, sendNodeResponse } from 'srvx/node'
import { isRunnableDevEnvironment, type Plugin, type ViteDevServer } from 'vite'
import { EMULATED_GATEWAYS, GATEWAYS_ELEMENT, type GatewayChoice } from '../src/gateways.ts'
import { createForwarder, errorResponse } from './forward.ts'
import type { Upstream } from './options.ts'

type Handler = (request: Request) => Promise<Response>

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
      server.middlewares.use('/gateways', (req: IncomingMessage, res: ServerResponse) => {
        const id = req.url?.split('/')[1] ?? ''
        const answer: Handler = async (request) => {
          if (forward && id === 'upstream') return isForeign(req) ? refuseForeign() : forward(request)
          const handler = (await loadEmulated(server))[id]
          return handler ? handler(request) : errorResponse(404, 'not_found', `No gateway is mounted at /gateways/${id}.`)
        }
        void respond(req, res, answer)
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

async function loadEmulated(server: ViteDevServer): Promise<Record<string, Handler>> {
  const environment = server.environments['ssr']
  if (!environment || !isRunnableDevEnvironment(environment)) throw new Error('Vite runs no modules here')
  const { emulated } = await environment.runner.import<{ emulated: Record<string, Handler> }>('/server/emulated.ts')
  return emulated
}

/** Whether another site's page asks. The forwarded gateway costs money, and CORS would only hide the answer from it. */
function isForeign({ headers }: IncomingMessage): boolean {
  const { origin } = headers
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== headers.host)
}

function refuseForeign(): Response {
  return errorResponse(403, 'foreign_origin', 'Only the playground’s own page may use the forwarded gateway from a browser.')
}

async function respond(req: IncomingMessage, res: ServerResponse, answer: Handler): Promise<void> {
  // A body that breaks off destroys the response with that error; the browser sees it, and this process lives on.
  res.on('error', () => undefined)
  try {
    const response = await answer(new NodeRequest({ req, res, maxRequestBodySize: MAX_REQUEST_BYTES }))
    const sent = sendNodeResponse(res, response)
    // Node keeps the head back until the first byte of the body; a stream's reader wants to know now that it began.
    if (!res.writableEnded) res.flushHeaders()
    await sent
  } catch {
    if (res.headersSent) res.destroy()
    else
      await sendNodeResponse(
        res,
        errorResponse(500, 'playground_failed', 'The playground’s server failed on this request. Retry, or start it again.'),
      )
  }
}
