import type { IncomingMessage, ServerResponse } from 'node:http'
import { NodeRequest, sendNodeResponse } from 'srvx/node'
import type { Handler } from '../handler.js'

export interface NodeHandlerOptions {
  /** The longest request body in bytes; reading a longer one fails. @defaultValue no limit */
  readonly maxRequestBytes?: number | undefined
}

/**
 * The handler as Node's HTTP server and its middleware take one: the head is sent before the body's first byte, every read of the body is
 * written at once, and a caller that leaves aborts the request's signal and cancels the body.
 *
 * A handler that throws is answered with an empty 500; a body that breaks off breaks the connection. The promise never rejects, and resolves
 * when the response is done with.
 */
export function toNodeHandler(
  handler: Handler,
  options: NodeHandlerOptions = {},
): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const { maxRequestBytes } = options
  return async (req, res) => {
    // A body that breaks off destroys the response with its error: the caller sees it, and the process lives on.
    res.on('error', () => undefined)
    try {
      const request = new NodeRequest({ req, res, ...(maxRequestBytes !== undefined && { maxRequestBodySize: maxRequestBytes }) })
      const sent = sendNodeResponse(res, await handler(request))
      // Node keeps the head back until the first byte of the body; a caller should see the status while it waits for the first token.
      if (!res.writableEnded) res.flushHeaders()
      await sent
    } catch {
      if (res.headersSent) res.destroy()
      else res.writeHead(500).end()
    }
  }
}
