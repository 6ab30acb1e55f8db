import { unref } from '../../unref.js'
import { listen, type Listeners, tell } from '../Listeners.js'
import { Connection } from './Connection.js'
import type { LinkEvents, RedisLink } from './RedisLink.js'

const RETRY_MS = 500

/** Subscriptions, one a channel whatever the number of listeners. */
export class Channels {
  readonly #listeners: Listeners<string | undefined> = new Map()
  readonly #subscribed = new Set<string>()
  readonly #connection: Connection
  /** Channels of which somebody came or left since the server was last told. */
  #changed = new Set<string>()
  #isSettling = false
  #isClosed = false
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(open: (events: LinkEvents) => RedisLink, timeoutMs: number) {
    const onMessage = (channel: string, message: string) => tell(this.#listeners, channel, message)
    this.#connection = new Connection(({ onReady, onFailure }) => {
      const onNewLink = () => {
        onReady()
        this.#renew()
      }
      return open({ onReady: onNewLink, onFailure, onMessage })
    }, timeoutMs)
  }

  /** Calls with each message, and with undefined whenever some may have been missed, which is so at the beginning. Returns what ends it. */
  listen(channel: string, listener: (message: string | undefined) => void): () => void {
    const end = listen(this.#listeners, channel, listener)
    this.#change(channel)
    return () => {
      end()
      if (!this.#listeners.has(channel)) this.#change(channel)
    }
  }

  close(): void {
    this.#isClosed = true
    this.#listeners.clear()
    this.#changed.clear()
    clearTimeout(this.#timer)
    this.#connection.close()
  }

  #change(channel: string): void {
    this.#changed.add(channel)
    void this.#settle()
  }

  /** A new link knows of no subscription. */
  #renew(): void {
    this.#subscribed.clear()
    for (const channel of this.#listeners.keys()) this.#changed.add(channel)
    void this.#settle()
  }

  async #settle(): Promise<void> {
    if (this.#isSettling) return
    this.#isSettling = true
    clearTimeout(this.#timer)
    while (this.#changed.size > 0) {
      const channels = this.#changed
      this.#changed = new Set()
      if ((await this.#tellServer([...channels])) || this.#isClosed) continue
      for (const channel of channels) this.#changed.add(channel)
      this.#timer = setTimeout(() => void this.#settle(), RETRY_MS)
      unref(this.#timer)
      break
    }
    this.#isSettling = false
  }

  /** Whether the server could be told. */
  async #tellServer(channels: string[]): Promise<boolean> {
    const come = channels.filter((channel) => this.#listeners.has(channel) && !this.#subscribed.has(channel))
    const gone = channels.filter((channel) => !this.#listeners.has(channel) && this.#subscribed.has(channel))
    try {
      if (come.length > 0) await this.#connection.call((link) => link.subscribe(come))
      for (const channel of come) this.#subscribed.add(channel)
      for (const channel of come) tell(this.#listeners, channel, undefined)
      if (gone.length > 0) await this.#connection.call((link) => link.unsubscribe(gone))
      for (const channel of gone) this.#subscribed.delete(channel)
      return true
    } catch {
      return false
    }
  }
}
