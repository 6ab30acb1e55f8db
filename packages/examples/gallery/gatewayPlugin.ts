import type * as replay from '@rivulet/replay'
import type * as replayInNode from '@rivulet/replay/node'
import type { Plugin } from 'vite'

/** An emulated gateway at `/v1` of the page's own origin. It needs no key: the page's server adds one, as it would before a real one. */
export function gatewayPlugin(): Plugin {
  return {
    name: 'rivulet-gateway',
    async configureServer(server) {
      const { createGateway } = (await server.ssrLoadModule('@rivulet/replay')) as typeof replay
      const { toNodeHandler } = (await server.ssrLoadModule('@rivulet/replay/node')) as typeof replayInNode
      const answer = toNodeHandler(createGateway({ dialect: 'infery' }))
      server.middlewares.use((request, response, next) => {
        if (!request.url?.startsWith('/v1/')) return next()
        request.headers.authorization = 'Bearer of-the-server'
        void answer(request, response)
      })
    },
  }
}
