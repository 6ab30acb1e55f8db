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
  const urgent = useMemo(() => urgentMessage(chat, id), [chat, id])
  const getInitial = () => initialSnapshot(chat).messages.find((message) => message.id === id)
  const shown = useSyncExternalStore(subscribe, urgent.get, getInitial)

  /** How the message has grown since `shown` was what there is. */
  const [growth, setGrowth] = useState<{ since: ChatMessage | undefined; message: ChatMessage | undefined }>()
  useEffect(() => {
    if (!transition) return undefined
    const grow = () => {
      const [since, message] = [urgent.get(), chat.getMessage(id)]
      if (message !== since) startTransition(() => setGrowth({ since, message }))
    }
    urgent.leaveOutGrowth(true)
    // It may have grown since it was rendered.
    grow()
    const leave = subscribe(grow)
    return () => {
      leave()
      urgent.leaveOutGrowth(false)
    }
  }, [chat, id, transition, subscribe, urgent])
  return growth && growth.since === shown ? growth.message : shown
}

/**
 * The message; without growth as it was when nothing but its text began to change. A component that is only being mounted has it with its growth, since React
 * compares before it commits: else two of them, rendered some frames apart, would show two texts.
 */
function urgentMessage(chat: Chat, id: string) {
  let shown = chat.getMessage(id)
  let isWithoutGrowth = false
  return {
    get: () => {
      const message = chat.getMessage(id)
      if (!isWithoutGrowth || message?.state !== 'streaming' || shown?.state !== 'streaming') shown = message
      return shown
    },
    leaveOutGrowth: (isLeftOut: boolean) => void (isWithoutGrowth = isLeftOut),
  }
}
