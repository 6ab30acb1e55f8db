'use client'
import type { Chat, ChatMessage } from '@rivulet/chat'
import { startTransition, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { useChat } from './ChatProvider.js'
import { initialSnapshot } from './initialSnapshot.js'

/** Options of {@link useMessage}. */
export interface UseMessageOptions {
  /**
   * Has text that grows wait for what is more urgent: it is drawn in a React transition, so that the application's own transitions (a route, a filter, a tab) finish
   * while an answer comes. Its text may then be some frames behind other readers' of the message. What happens to the message is never late: its beginning, its
   * ending, its tools.
   * @defaultValue false
   * @see https://react.dev/reference/react/useSyncExternalStore#caveats
   */
  transition?: boolean | undefined
}

/** One message; renders only when that message changes. Undefined where the chat has none of this id. */
export function useMessage(id: string, { transition = false }: UseMessageOptions = {}): ChatMessage | undefined {
  const chat = useChat()
  const subscribe = useCallback((listener: () => void) => chat.subscribeMessage(id, listener), [chat, id])
  const getUrgent = useMemo(() => (transition ? withoutGrowth(chat, id) : () => chat.getMessage(id)), [chat, id, transition])
  const getInitial = () => initialSnapshot(chat).messages.find((message) => message.id === id)
  const urgent = useSyncExternalStore(subscribe, getUrgent, getInitial)

  /** How the message has grown since `urgent` was what there is. */
  const [growth, setGrowth] = useState<{ since: ChatMessage | undefined; message: ChatMessage | undefined }>()
  useEffect(() => {
    if (!transition) return undefined
    const show = () => {
      const [since, message] = [getUrgent(), chat.getMessage(id)]
      if (message !== since) startTransition(() => setGrowth({ since, message }))
    }
    // It may have grown since it was rendered.
    show()
    return subscribe(show)
  }, [chat, id, transition, subscribe, getUrgent])
  return growth && growth.since === urgent ? growth.message : urgent
}

/** The message, as it was when its text began to grow for as long as only that goes on. */
function withoutGrowth(chat: Chat, id: string): () => ChatMessage | undefined {
  let shown = chat.getMessage(id)
  return () => {
    const message = chat.getMessage(id)
    if (message?.state !== 'streaming' || shown?.state !== 'streaming') shown = message
    return shown
  }
}
