'use client'
import { createChat, type Chat, type ChatOptions, type ChatSnapshot } from '@rivulet/chat'
import { useInsertionEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { trackedSnapshot, type TrackedSnapshot } from './trackedSnapshot.js'
import { useClient, type ClientSource } from './useClient.js'
import { useDetachOnUnmount } from './useDetachOnUnmount.js'

/**
 * Options of {@link useChatStream}: `createChat`'s, and a client or what one is made of. All but `id`, `initialMessages` and `frame` may change with
 * any render and hold from the next request on.
 */
export type UseChatStreamOptions = ClientSource & Omit<ChatOptions, 'client'>

/** What {@link useChatStream} returns. Reading a field of the snapshot is what has the component render when it changes. */
export interface ChatStreamState extends ChatSnapshot, Pick<Chat, 'id' | 'send' | 'stop' | 'retry' | 'clear'> {
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
  const { id, initialMessages, frame, model, params, prepareRequest, onFinish, onError } = options
  const settings = { client, model, params, prepareRequest, onFinish, onError }
  const create = () => ({ id, chat: createChat({ id, initialMessages, frame, ...settings }) })
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

function toState(chat: Chat, { read }: TrackedSnapshot, _shown: ChatSnapshot): ChatStreamState {
  const { id, send, stop, retry, clear } = chat
  return {
    chat,
    id,
    send,
    stop,
    retry,
    clear,
    get messages() {
      return read('messages')
    },
    get run() {
      return read('run')
    },
    get error() {
      return read('error')
    },
    get usage() {
      return read('usage')
    },
    get cost() {
      return read('cost')
    },
  }
}
