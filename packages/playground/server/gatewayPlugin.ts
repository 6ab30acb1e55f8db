import type { IncomingMessage, ServerResponse } from 'node:http'
import { isRunnableDevEnvironment, type Plugin, type ViteDevServer } from 'vite'
import { EMULATED_GATEWAYS, GATEWAYS_ELEMENT, type GatewayChoice } from '../src/gateway/gateways.ts'
import { ALIVE_PATH } from '../src/offline/alivePath.ts'
import type { Upstream } from './options.ts'
import type * as relaysModule from './relays.ts'

type Answer = (req: IncomingMessage, res: ServerResponse) => Promise<void>

/**
 * Mounts `/gateways/<id>/v1/…` on Vite's server and tells the page which there are. The plugin's middleware stands
 * behind Vite's check of the Host header, so that another site cannot rebind its name to this machine and get here.
 */
export function gatewayPlugin(upstream: Upstream | undefined): Plugin {
  return {
    name: 'rivulet:gateways',
    configureServer(server) {
      server.middlewares.use(ALIVE_PATH, (_req: IncomingMessage, res: ServerResponse) => {
        res.statusCode = 204
        res.end()
      })
      let loading: Promise<Answer> | undefined
      server.middlewares.use('/gateways', (req: IncomingMessage, res: ServerResponse, next: (error: unknown) => void) => {
        loading ??= loadRelays(server).then((module) => answerWith(module, upstream))
        loading.then((answer) => answer(req, res), next)
      })
    },
    transformIndexHtml: (html) => withGateways(html, upstream),
  }
}

/** The page, told of the gateways that it can choose from. */
export function withGateways(html: string, upstream: Upstream | undefined): string {
  const choices: GatewayChoice[] = [...(upstream ? [upstreamChoice(upstream)] : []), ...EMULATED_GATEWAYS]
  const json = JSON.stringify(choices).replaceAll('<', String.raw`\u003c`)
  return html.replace('</body>', () => `<script type="application/json" id="${GATEWAYS_ELEMENT}">${json}</script></body>`)
}

function upstreamChoice({ baseURL, model }: Upstream): GatewayChoice {
  return { id: 'upstream', kind: 'upstream', label: baseURL.host, about: 'Your gateway, from OPENAI_BASE_URL', ...(model ? { model } : {}) }
}

async function loadRelays(server: ViteDevServer): Promise<typeof relaysModule> {
  const environment = server.environments['ssr']
  if (!environment || !isRunnableDevEnvironment(environment)) throw new Error('Vite runs no modules here')
  return environment.runner.import<typeof relaysModule>('/server/relays.ts')
}

/** Answers with the relay that the path names. */
function answerWith({ createRelays, toNodeHandler }: typeof relaysModule, upstream: Upstream | undefined): Answer {
  const relays = createRelays(upstream)
  return toNodeHandler(async (request) => {
    const id = /^\/(?:gateways\/)?([\w-]+)\//.exec(new URL(request.url).pathname)?.[1] ?? ''
    return relays.get(id)?.(request) ?? notFound(id)
  })
}

function notFound(id: string): Response {
  const message = `No gateway is mounted at /gateways/${id}. Nothing was asked. Choose one of those in the page.`
  return Response.json({ error: { message, type: 'invalid_request_error', code: 'not_found', param: null } }, { status: 404 })
}
