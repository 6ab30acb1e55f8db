'use client'
import { createChat, throttled, type Chat, type ChatOptions, type ChatSettings } from '@rivulet/chat'
import { useInsertionEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { chatStreamState, type ChatStreamState } from './chatStreamState.js'
import { initialSnapshot } from './initialSnapshot.js'
import { trackedSnapshot } from './trackedSnapshot.js'
import { useClient, type ClientSource } from './useClient.js'
import { useWhenGone } from './useWhenGone.js'

/**
 * Options of {@link useChatStream}: `createChat`'s, and a client or what one is made of. All but `id`, `initialMessages`, `storage`, `storageTimeoutMs` and `frame` may
 * change with any render and hold from the next request on, `throttle` at once.
 */
export type UseChatStreamOptions = ClientSource &
  Omit<ChatOptions, 'client'> & {
    /**
     * Milliseconds between two commits of text that grows, for pages on which one is dear. An answer's beginning and its ending never wait.
     * @defaultValue 0: each frame shows what has come
     */
    throttle?: number | undefined
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
  const { id, throttle = 0 } = options
  const settings = { client, ...settingsOf(options) }
  const create = () => {
    const { initialMessages, frame, storage, storageTimeoutMs } = options
    const pace = { ms: throttle }
    const made = { id, initialMessages, storage, storageTimeoutMs, frame: throttled(() => pace.ms, frame) }
    const chat = createChat({ ...made, ...settings })
    initialSnapshot(chat)
    return { id, chat, pace }
  }
  const [held, hold] = useState(create)
  // An id that changes means another conversation; state is replaced while rendering, so that the old one is never shown for the new id.
  const isOther = held.id !== id
  const current = isOther ? create() : held
  if (isOther) hold(current)
  const { chat, pace } = current

  // Before every other effect of the commit: what is sent in one is sent with the options of that commit.
  useInsertionEffect(() => {
    chat.configure(settings)
    pace.ms = throttle
  })
  useWhenGone(chat, detach)

  const tracked = useMemo(() => trackedSnapshot(chat), [chat])
  const shown = useSyncExternalStore(chat.subscribe, tracked.getSnapshot, tracked.getSnapshot)
  // Another object for each snapshot shown, so that memoised children that take it whole render too.
  return useMemo(() => chatStreamState(chat, tracked, shown), [chat, tracked, shown])
}

const detach = (chat: Chat): void => chat.detach()

function settingsOf(options: UseChatStreamOptions): Omit<ChatSettings, 'client'> {
  const { model, params, tools, maxSteps, whileBusy, continueWith, prepareRequest, onFinish, onError } = options
  return { model, params, tools, maxSteps, whileBusy, continueWith, prepareRequest, onFinish, onError }
}
