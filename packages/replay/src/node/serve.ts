import { serve as serveWithSrvx } from 'srvx'
import type { Handler } from '../handler.js'

export interface ServeOptions {
  /** @defaultValue 0, a free port chosen by the system */
  readonly port?: number
  /** @defaultValue '127.0.0.1', this machine only */
  readonly host?: string
}

export interface ServedHandler {
  /** Without a slash at its end. */
  readonly url: string
  readonly port: number
  /** Stops listening and closes every connection, finished or not. */
  close(): Promise<void>
}

/**
 * Serves a handler over HTTP in Node: every read of a body is written to the socket at once, and a caller that leaves aborts the request's
 * signal and cancels the body.
 * @throws Error of Node with its `code`, such as `EADDRINUSE`, when the port cannot be had.
 */
export async function serve(handler: Handler, options: ServeOptions = {}): Promise<ServedHandler> {
  const { port = 0, host = '127.0.0.1' } = options
  const server = serveWithSrvx({
    port,
    hostname: host,
    silent: true,
    gracefulShutdown: false,
    async fetch(request) {
      const response = await handler(request)
      // Node keeps the head back until the first bytes of the body; a caller should see the status while it waits for the first token.
      const node = request.runtime?.node?.res
      if (node && 'flushHeaders' in node) setImmediate(() => node.flushHeaders())
      return response
    },
  })
  await server.ready()
  const address = server.node?.server?.address()
  if (typeof address !== 'object' || address === null)
    throw new Error('The server listens on no port, so it has no address. Use a TCP host.')
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    port: address.port,
    close: () => server.close(true),
  }
}
