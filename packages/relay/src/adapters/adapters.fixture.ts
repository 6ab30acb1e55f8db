import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve as serveHono } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { secureHeaders } from 'hono/secure-headers'
import { serve as serveSrvx } from 'srvx'
import { toNodeHandler } from 'srvx/node'
import type { Relay } from '../createRelay.js'

/** A relay on a port of this machine. */
export interface Served {
  /** Ends before `/chat/completions`. */
  baseURL: string
  close(): Promise<unknown>
}

/** A way to serve a relay, as its documentation or the README says. */
export interface Adapter {
  name: string
  /** What it writes to the console where a body breaks off, as that of a reader who is dropped does. */
  complaint?: string
  serve(relay: Relay): Promise<Served>
}

async function closeServer(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}

const portOf = (server: Server) => (server.address() as AddressInfo).port

/** Beside that of `@rivulet/replay/node`, behind which every other test runs. */
export const ADAPTERS: Adapter[] = [
  {
    name: 'srvx',
    async serve(relay) {
      const server = serveSrvx({ fetch: relay, port: 0, hostname: '127.0.0.1', silent: true, gracefulShutdown: false })
      await server.ready()
      return { baseURL: `${server.url}v1`, close: () => server.close(true) }
    },
  },
  {
    name: "srvx's handler on a server of Node's",
    async serve(relay) {
      const server = createServer(toNodeHandler(relay) as Parameters<typeof createServer>[1])
      server.listen(0, '127.0.0.1')
      await once(server, 'listening')
      return { baseURL: `http://127.0.0.1:${portOf(server)}/v1`, close: () => closeServer(server) }
    },
  },
  {
    name: 'Hono, under a path, behind middleware that compresses and sets headers',
    complaint: 'Error: It reads too slowly.',
    async serve(relay) {
      const app = new Hono()
      app.use(compress({ threshold: 0 }), secureHeaders())
      app.use(async (context, next) => {
        await next()
        context.header('x-app', 'mine')
      })
      app.all('/api/chat/*', (c) => relay(c.req.raw))
      const server = serveHono({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }) as Server
      await once(server, 'listening')
      return { baseURL: `http://127.0.0.1:${portOf(server)}/api/chat`, close: () => closeServer(server) }
    },
  },
]
