import { once } from 'node:events'
import { createServer } from 'node:http'
import type { Handler } from '../handler.js'
import { toNodeHandler } from './toNodeHandler.js'

export interface ServeOptions {
  /** The TCP port. @defaultValue 0, a free port chosen by the system */
  readonly port?: number | undefined
  /** The address or name to listen on. @defaultValue '127.0.0.1', this machine only */
  readonly host?: string | undefined
}

/** A handler that is being served, until it is closed. */
export interface ServedHandler {
  /** Without a slash at its end. */
  readonly url: string
  /** The TCP port that it listens on. */
  readonly port: number
  /** Stops listening and closes every connection, finished or not. */
  close(): Promise<void>
}

/**
 * Serves a handler over HTTP in Node, as `toNodeHandler` answers.
 * @throws Error of Node with its `code`, such as `EADDRINUSE`, when the port cannot be had.
 */
export async function serve(handler: Handler, options: ServeOptions = {}): Promise<ServedHandler> {
  const { port = 0, host = '127.0.0.1' } = options
  const answer = toNodeHandler(handler)
  const server = createServer((req, res) => void answer(req, res))
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null)
    throw new Error('The server listens on no port, so it has no address. Use a TCP host.')
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    port: address.port,
    async close() {
      if (!server.listening) return
      const closed = once(server, 'close')
      server.close()
      server.closeAllConnections()
      await closed
    },
  }
}
