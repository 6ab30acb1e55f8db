'use client'
import { createChatClient, type ChatClient, type ChatClientOptions, type Fetch, type Resolvable } from '@rivulet/core'
import { useMemo, useState } from 'react'
import { useLatest } from './useLatest.js'

/** A client made by the application, or what one is made of. */
export type ClientSource =
  | ({ client: ChatClient } & { [Option in keyof ChatClientOptions]?: undefined })
  | (ChatClientOptions & { client?: undefined })

/**
 * The given client, or one made of the options. `headers`, `body`, `fetch` and a key that is a function are read anew for each request, so they
 * may be written inline; another value of any other option makes another client.
 */
export function useClient({ client: given, ...source }: ClientSource): ChatClient {
  const { apiKey, headers, body, fetch, ...rest } = source
  const latest = useLatest({ apiKey, headers, body, fetch })
  const settings = useUnchanged({ ...rest, apiKey: typeof apiKey === 'function' ? undefined : apiKey })
  const asksForKey = typeof apiKey === 'function'

  return useMemo(() => {
    if (given) return given
    const fetchLatest: Fetch = (input, init) => (latest.current.fetch ?? globalThis.fetch)(input, init)
    return createChatClient({
      ...settings,
      baseURL: settings.baseURL ?? '',
      ...(asksForKey ? { apiKey: () => resolve(latest.current.apiKey) } : {}),
      headers: async () => (await resolve(latest.current.headers)) ?? {},
      body: async () => (await resolve(latest.current.body)) ?? {},
      fetch: fetchLatest,
    })
  }, [given, settings, asksForKey, latest])
}

/** The first of equal values, so that an object written inline is not another one with every render. They are compared as JSON. */
function useUnchanged<T>(value: T): T {
  const [held, hold] = useState(value)
  if (JSON.stringify(held) === JSON.stringify(value)) return held
  hold(value)
  return value
}

function resolve<T>(value: Resolvable<T>): T | Promise<T> {
  return typeof value === 'function' ? (value as () => T | Promise<T>)() : value
}
