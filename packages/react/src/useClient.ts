'use client'
import type { ChatClient, ChatClientOptions } from '@rivulet/core'
import { useInsertionEffect, useMemo, useState } from 'react'
import { createRefreshableClient, type FixedOptions } from './refreshableClient.js'

/** A client made by the application, or what one is made of. */
export type ClientSource =
  | ({
      /** One for all its chats; the application keeps it. */
      client: ChatClient
    } & { [Option in keyof ChatClientOptions]?: undefined })
  | (ChatClientOptions & { client?: undefined })

/**
 * The given client, or one made of the options. `headers`, `body`, `fetch` and a key that is a function are read anew for each request;
 * another value of any other option makes another client. A client knows only the options of its own time: what is meant for the next gateway
 * never reaches the one before.
 */
export function useClient(source: ClientSource): ChatClient {
  const { client: given, apiKey, headers, body, fetch } = source
  const asksForKey = typeof apiKey === 'function'
  const fixed = useUnchanged(fixedOptions(source, asksForKey))
  const made = useMemo(
    () => (given ? { client: given, refresh: undefined } : createRefreshableClient(fixed, asksForKey)),
    [given, fixed, asksForKey],
  )

  // Before every other effect of the commit, so that a request sent in one is sent with the options of that commit.
  useInsertionEffect(() => made.refresh?.({ apiKey, headers, body, fetch }))
  return made.client
}

/** By name, for the source may hold much else: the whole conversation is among the options of a chat. */
function fixedOptions(source: ClientSource, asksForKey: boolean): FixedOptions {
  const { baseURL = '', apiKey, searchParams, retry, timeouts, limits, rules, relay } = source
  const fixed: Required<{ [Option in keyof FixedOptions]: FixedOptions[Option] | undefined }> = {
    baseURL,
    apiKey: asksForKey ? undefined : apiKey,
    searchParams,
    retry,
    timeouts,
    limits,
    rules,
    relay,
  }
  return Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== undefined)) as unknown as FixedOptions
}

/** The first of equal values, so that an object written inline is not another one with every render. They are compared as JSON. */
function useUnchanged<T>(value: T): T {
  const [held, hold] = useState(value)
  if (JSON.stringify(held) === JSON.stringify(value)) return held
  hold(value)
  return value
}
