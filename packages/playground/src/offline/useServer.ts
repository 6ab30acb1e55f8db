import { useEffect, useSyncExternalStore } from 'react'
import { ALIVE_PATH } from './alivePath.js'
import { createServerWatch, type ServerState, type ServerWatch } from './serverWatch.js'

async function ask(): Promise<boolean> {
  const { status } = await fetch(ALIVE_PATH, { cache: 'no-store' })
  return status === 204
}

/** A page that comes from the service worker may have no server behind it; any other one was just sent by it. */
const initial: ServerState = globalThis.navigator?.serviceWorker?.controller ? 'unknown' : 'there'

export const server: ServerWatch = createServerWatch(initial, ask)

/** Whether the server answers, from the first look on. */
export function useServer(): ServerState {
  useEffect(() => {
    if (server.getSnapshot() === 'unknown') void server.check()
    const look = (): void => void server.check()
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return useSyncExternalStore(server.subscribe, server.getSnapshot)
}
