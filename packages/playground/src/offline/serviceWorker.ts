// The offline shell: the page and all of its own code are kept when the worker is installed, what else is loaded when it is first used.
// The page itself is asked of the server first, so that it is never older than the server; what bears a hash in its name never changes.
// It imports nothing: what it needs to know the build puts before it (server/offlinePlugin.ts).
interface Scope extends EventTarget {
  readonly clients: { claim: () => Promise<void> }
}
interface ExtendableEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

/** The files to keep. */
declare const OFFLINE_FILES: readonly string[]
/** Tells this build from others. */
declare const OFFLINE_VERSION: string
/** Where the server says that it is there. */
declare const ALIVE_PATH: string

const scope = globalThis as unknown as Scope
const NAME = `rivulet-playground-${OFFLINE_VERSION}`
const PAGE = '/'

scope.addEventListener('install', (event) => {
  ;(event as ExtendableEvent).waitUntil(caches.open(NAME).then((cache) => cache.addAll([PAGE, ...OFFLINE_FILES])))
})

scope.addEventListener('activate', (event) => {
  ;(event as ExtendableEvent).waitUntil(removeOthers().then(() => scope.clients.claim()))
})

scope.addEventListener('fetch', (event) => {
  const { request } = event as FetchEvent
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin) return
  const answer = (response: Promise<Response>): void => (event as FetchEvent).respondWith(response)
  if (pathname === ALIVE_PATH) answer(fetch(request).catch(() => new Response('gone')))
  else if (request.mode === 'navigate' && pathname === PAGE) answer(fromServer(request))
  else if (pathname.startsWith('/assets/') || OFFLINE_FILES.includes(pathname)) answer(fromCache(request))
})

async function fromServer(request: Request): Promise<Response> {
  try {
    const response = await fetch(request)
    if (response.ok) await (await caches.open(NAME)).put(PAGE, response.clone())
    return response
  } catch (error) {
    const kept = await caches.match(PAGE)
    if (kept) return kept
    throw error
  }
}

async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(NAME)
  const kept = await cache.match(request)
  if (kept) return kept
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}

async function removeOthers(): Promise<void> {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('rivulet-playground-') && name !== NAME).map((name) => caches.delete(name)))
}
