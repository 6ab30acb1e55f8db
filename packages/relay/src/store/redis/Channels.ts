import { listen, type Listeners, tell } from '../Listeners.js'
import { unref } from '../unref.js'
import { createConnection } from './Connection.js'
import type { LinkEvents, RedisLink } from './RedisLink.js'

/** Subscriptions, one a channel whatever the number of listeners. */
export interface Channels {
  /** Calls with each message, and with undefined whenever some may have been missed, which is so at the beginning. Returns what ends it. */
  listen(channel: string, listener: (message: string | undefined) => void): () => void
  close(): void
}

const RETRY_MS = 500

export function createChannels(open: (events: LinkEvents) => RedisLink, timeoutMs: number): Channels {
  const listeners: Listeners<string | undefined> = new Map()
  const subscribed = new Set<string>()
  /** Channels of which somebody came or left since the server was last told. */
  let changed = new Set<string>()
  let isSettling = false
  let isClosed = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const connection = createConnection(
    ({ onReady, onFailure }) =>
      open({ onReady: () => (onReady(), renew()), onFailure, onMessage: (channel, message) => tell(listeners, channel, message) }),
    timeoutMs,
  )

  /** A new connection knows of no subscription. */
  function renew() {
    subscribed.clear()
    for (const channel of listeners.keys()) changed.add(channel)
    void settle()
  }

  async function settle() {
    if (isSettling) return
    isSettling = true
    clearTimeout(timer)
    while (changed.size > 0) {
      const channels = changed
      changed = new Set()
      if ((await tellServer([...channels])) || isClosed) continue
      for (const channel of channels) changed.add(channel)
      timer = setTimeout(() => void settle(), RETRY_MS)
      unref(timer)
      break
    }
    isSettling = false
  }

  async function tellServer(channels: string[]): Promise<boolean> {
    const come = channels.filter((channel) => listeners.has(channel) && !subscribed.has(channel))
    const gone = channels.filter((channel) => !listeners.has(channel) && subscribed.has(channel))
    try {
      if (come.length > 0) await connection.call((link) => link.subscribe(come))
      for (const channel of come) subscribed.add(channel)
      for (const channel of come) tell(listeners, channel, undefined)
      if (gone.length > 0) await connection.call((link) => link.unsubscribe(gone))
      for (const channel of gone) subscribed.delete(channel)
      return true
    } catch {
      return false
    }
  }

  function change(channel: string) {
    changed.add(channel)
    void settle()
  }

  return {
    listen(channel, listener) {
      const end = listen(listeners, channel, listener)
      change(channel)
      return () => {
        end()
        if (!listeners.has(channel)) change(channel)
      }
    },
    close() {
      isClosed = true
      listeners.clear()
      changed.clear()
      clearTimeout(timer)
      connection.close()
    },
  }
}
