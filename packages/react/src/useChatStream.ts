'use client'
import { createChat, type Chat, type ChatOptions, type ChatSettings, type ChatSnapshot } from '@rivulet/chat'
import { useInsertionEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { trackedSnapshot, type TrackedSnapshot } from './trackedSnapshot.js'
import { useClient, type ClientSource } from './useClient.js'
import { useDetachOnUnmount } from './useDetachOnUnmount.js'

/**
 * Options of {@link useChatStream}: `createChat`'s, and a client or what one is made of. All but `id`, `initialMessages`, `storage` and `frame` may change with
 * any render and hold from the next request on.
 */
export type UseChatStreamOptions = ClientSource & Omit<ChatOptions, 'client'>

type Action =
  | ('send' | 'stop' | 'retry' | 'regenerate' | 'continueAnswer' | 'edit' | 'selectBranch')
  | ('addToolResult' | 'approve' | 'reject' | 'remove' | 'clear')

/** What {@link useChatStream} returns. Reading a field of the snapshot is what has the component render when it changes. */
export interface ChatStreamState extends ChatSnapshot, Pick<Chat, 'id' | Action> {
  /** The store itself, the same from render to render: for `ChatProvider`, and for parts that subscribe by themselves. */
  readonly chat: Chat
}

/**
 * A streaming chat with one gateway.
 *
 * Renders at most once a frame while an answer comes, and only for the fields that the component reads. Unmounting detaches: the request is
 * closed where nothing could resume it. Another `id` is another chat.
 *
 * @example
 * ```ts
 * const { messages, run, send, stop } = useChatStream({ baseURL: '/api/v1', model: 'gpt-5' })
 * ```
 */
export function useChatStream(options: UseChatStreamOptions): ChatStreamState {
  const client = useClient(options)
  const { id, initialMessages, frame, storage } = options
  const settings = { client, ...settingsOf(options) }
  const create = () => ({ id, chat: createChat({ id, initialMessages, frame, storage, ...settings }) })
  const [held, hold] = useState(create)
  // An id that changes means another conversation; state is replaced while rendering, so that the old one is never shown for the new id.
  const isOther = held.id !== id
  const current = isOther ? create() : held
  if (isOther) hold(current)
  const { chat } = current

  // Before every other effect of the commit: what is sent in one is sent with the options of that commit.
  useInsertionEffect(() => chat.configure(settings))
  useDetachOnUnmount(chat)

  const tracked = useMemo(() => trackedSnapshot(chat), [chat])
  const shown = useSyncExternalStore(chat.subscribe, tracked.getSnapshot, tracked.getSnapshot)
  // Another object for each snapshot shown, so that memoised children that take it whole render too.
  return useMemo(() => toState(chat, tracked, shown), [chat, tracked, shown])
}

function settingsOf(options: UseChatStreamOptions): Omit<ChatSettings, 'client'> {
  const { model, params, tools, maxSteps, whileBusy, continueWith, prepareRequest, onFinish, onError } = options
  return { model, params, tools, maxSteps, whileBusy, continueWith, prepareRequest, onFinish, onError }
}

/** What a chat does, and what it shows: the first as it is, the second by getters that remember that they were read. */
const ACTIONS: readonly Action[] = [
  ...(['send', 'stop', 'retry', 'regenerate', 'continueAnswer', 'edit', 'selectBranch'] as const),
  ...(['addToolResult', 'approve', 'reject', 'remove', 'clear'] as const),
]

function toState(chat: Chat, { read }: TrackedSnapshot, shown: ChatSnapshot): ChatStreamState {
  const state = { chat, id: chat.id, ...Object.fromEntries(ACTIONS.map((name) => [name, chat[name]])) }
  for (const key of Object.keys(shown) as (keyof ChatSnapshot)[]) {
    Object.defineProperty(state, key, { get: () => read(key), enumerable: true })
  }
  return state as ChatStreamState
}
