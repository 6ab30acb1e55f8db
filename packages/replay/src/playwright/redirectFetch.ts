/** Which requests go elsewhere: those whose address the pattern finds. Plain data, for it travels into the page. */
export interface Redirection {
  readonly source: string
  readonly flags: string
  /** An origin. */
  readonly to: string
}

/**
 * Runs in the page before its own scripts, and has POSTs over https by `fetch` ask another origin. It can use nothing from outside of itself.
 */
export function redirectFetch({ source, flags, to }: Redirection): void {
  const pattern = new RegExp(source, flags)
  const { fetch } = globalThis
  globalThis.fetch = async (input, init) => {
    const request = input instanceof Request ? input : undefined
    const address = new URL(input instanceof Request ? input.url : input, document.baseURI)
    const method = init?.method ?? request?.method ?? 'GET'
    if (address.protocol !== 'https:' || method.toUpperCase() !== 'POST' || !pattern.test(address.href)) return fetch(input, init)
    const elsewhere = `${to}${address.pathname}${address.search}`
    if (!request) return fetch(elsewhere, init)
    // A body that is read from a request would be sent as a stream, which HTTP/1.1 does not take.
    const body = init?.body ?? (await request.clone().arrayBuffer())
    return fetch(elsewhere, { method, headers: request.headers, credentials: request.credentials, signal: request.signal, ...init, body })
  }
}
