'use client'
import { createChatClient, type ChatClient, type ChatClientOptions } from '@rivulet/core'
import { useMemo } from 'react'
import { useLatest } from './useLatest.js'

/** A client made by the application, or what one is made of. */
export type ClientSource = { client: ChatClient } | (ChatClientOptions & { client?: undefined })

/**
 * The given client, or one made of the options. Headers and body are read anew for each request, so they may change with every render; a new
 * client is made only for another gateway, key or `fetch`.
 */
export function useClient(source: ClientSource): ChatClient {
  const latest = useLatest(source)
  const given = source.client
  const { baseURL, apiKey, fetch } = source.client ? ({} as Partial<ChatClientOptions>) : source
  // A function is asked for each request, so which function it is does not matter.
  const key = typeof apiKey === 'function' ? 'function' : apiKey

  return useMemo(() => {
    if (given) return given
    const options = () => (latest.current.client ? undefined : latest.current)
    return createChatClient({
      ...options(),
      baseURL: baseURL ?? '',
      fetch,
      ...(key === undefined ? {} : { apiKey: key === 'function' ? () => resolved(options()?.apiKey) : key }),
      headers: async () => (await resolved(options()?.headers)) ?? {},
      body: async () => (await resolved(options()?.body)) ?? {},
    })
  }, [given, baseURL, key, fetch, latest])
}

function resolved<T>(value: T | (() => T | Promise<T>)): T | Promise<T> {
  return typeof value === 'function' ? (value as () => T | Promise<T>)() : value
}
