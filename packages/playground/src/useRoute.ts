import { useSyncExternalStore } from 'react'
import { newId } from './newId.js'

/** What is shown, as the address says it: `#/c/<id>`, `#/c/<id>/<message>`, `#/compare` or `#/structured`. */
export type Route =
  | { readonly view: 'chat'; readonly id: string; readonly messageId?: string | undefined }
  | { readonly view: 'compare'; readonly id?: undefined }
  | { readonly view: 'structured'; readonly id?: undefined }

/** The part of an address that leads to a route. */
export function hrefOf(route: Route): string {
  if (route.view !== 'chat') return `#/${route.view}`
  const { id, messageId } = route
  return `#/c/${[id, ...(messageId === undefined ? [] : [messageId])].map(encodeURIComponent).join('/')}`
}

/** A conversation that nobody has had yet. */
export function newConversation(): Route {
  return { view: 'chat', id: newId() }
}

/** The route of an address; undefined where it names none. */
export function parseRoute(hash: string): Route | undefined {
  if (hash === '#/compare') return { view: 'compare' }
  if (hash === '#/structured') return { view: 'structured' }
  const [, id, messageId] = /^#\/c\/([^/]+)(?:\/([^/]+))?$/.exec(hash) ?? []
  if (!id) return undefined
  try {
    return { view: 'chat', id: decodeURIComponent(id), ...(messageId ? { messageId: decodeURIComponent(messageId) } : {}) }
  } catch {
    return undefined
  }
}

/** Goes to a route; `replace` leaves no way back to what the address said. */
export function go(route: Route, { replace = false }: { replace?: boolean } = {}): void {
  if (hrefOf(route) === location.hash) return
  if (replace) history.replaceState(null, '', hrefOf(route))
  else history.pushState(null, '', hrefOf(route))
  // Neither of the two tells of itself.
  dispatchEvent(new PopStateEvent('popstate'))
}

let current: { hash: string; route: Route } | undefined

/** The same object until the address changes. An address that names nothing becomes that of a new conversation. */
function readRoute(): Route {
  const { hash } = location
  if (current?.hash === hash) return current.route
  const route = parseRoute(hash) ?? newConversation()
  if (hrefOf(route) !== hash) history.replaceState(history.state, '', hrefOf(route))
  current = { hash: location.hash, route }
  return route
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener)
  addEventListener('hashchange', listener)
  return () => {
    removeEventListener('popstate', listener)
    removeEventListener('hashchange', listener)
  }
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, readRoute)
}
