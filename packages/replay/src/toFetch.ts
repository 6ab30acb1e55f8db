import type { Handler } from './handler.js'

/**
 * A `fetch` that asks the handler instead of the network: what a client is given in a test, a story or a page without a server.
 * As with the network, an abort rejects the call that is under way.
 */
export function toFetch(handler: Handler): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const onAbort = () => reject(request.signal.reason)
      request.signal.addEventListener('abort', onAbort, { once: true })
      handler(request)
        .then(resolve, reject)
        .finally(() => request.signal.removeEventListener('abort', onAbort))
    })
  }
}
