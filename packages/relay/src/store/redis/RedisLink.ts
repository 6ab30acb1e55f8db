/** A connection of the store's own, whichever library it is made with. It comes back by itself when it breaks. */
export interface RedisLink {
  /** Whether a command would be sent at once. */
  isReady(): boolean
  connect(): void
  /** `key` is one that the command names, and tells a cluster where to send it. */
  send(key: string, args: readonly string[]): Promise<unknown>
  subscribe(channels: string[]): Promise<unknown>
  unsubscribe(channels: string[]): Promise<unknown>
  destroy(): void
}

export interface LinkEvents {
  onReady: () => void
  /** It could not connect, or broke off; it tries again. */
  onFailure: (error: unknown) => void
  onMessage: (channel: string, message: string) => void
}

/** The caller's client, as far as it matters: where its connections go, and how to make more of them. */
export interface RedisSource {
  /** Set before every key by the caller's wish. */
  keyPrefix: string
  database: number
  open(events: LinkEvents, role: 'commands' | 'messages'): RedisLink
}

/** How soon a connection is tried again, in milliseconds, by the number of tries. */
export const retryDelayMs = (tries: number): number => Math.min(50 * (tries + 1), 500)
