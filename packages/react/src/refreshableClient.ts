import { createChatClient, type ChatClient, type ChatClientOptions, type Resolvable } from '@rivulet/core'

/** What a client reads anew for each request, so that it may be written inline and change with every render. */
export type FreshOptions = Pick<ChatClientOptions, 'headers' | 'body' | 'fetch' | 'apiKey'>

/** What another value of makes another client; `apiKey` only where it is a plain one. */
export type FixedOptions = Omit<ChatClientOptions, 'headers' | 'body' | 'fetch'>

/** A client that asks for `FreshOptions` as they were last given to `refresh`. */
export interface RefreshableClient {
  readonly client: ChatClient
  readonly refresh: (options: FreshOptions) => void
}

export function createRefreshableClient(fixed: FixedOptions, asksForKey: boolean): RefreshableClient {
  let latest: FreshOptions = {}
  const client = createChatClient({
    ...fixed,
    ...(asksForKey ? { apiKey: () => resolve(latest.apiKey) } : {}),
    headers: async () => (await resolve(latest.headers)) ?? {},
    body: async () => (await resolve(latest.body)) ?? {},
    fetch: (input, init) => (latest.fetch ?? globalThis.fetch)(input, init),
  })
  return {
    client,
    refresh(options) {
      latest = options
    },
  }
}

function resolve<T>(value: Resolvable<T>): T | Promise<T> {
  return typeof value === 'function' ? (value as () => T | Promise<T>)() : value
}
