/** Whether the browser says that there is no network, where one is needed: a gateway on this machine needs none. Elsewhere nothing says so. */
export function isOffline(baseURL: string): boolean {
  // Node has a navigator that knows nothing of the network.
  return (globalThis.navigator as Partial<Navigator> | undefined)?.onLine === false && !isThisMachine(baseURL)
}

/** Calls `listener` once the network is back. Returns what ends the wait. */
export function onceOnline(listener: () => void): () => void {
  globalThis.addEventListener?.('online', listener, { once: true })
  return () => globalThis.removeEventListener?.('online', listener)
}

function isThisMachine(baseURL: string): boolean {
  // A relative address is that of the page.
  return /^(.*\.)?localhost$|^\[::1]$|^127\./.test(URL.parse(baseURL, globalThis.location?.href)?.hostname ?? '')
}
