'use client'
import type { Chat, ChatMessage, ChatSnapshot, Run } from '@rivulet/chat'
import { createContext, createElement, useCallback, useContext, useRef, useSyncExternalStore, type ReactNode } from 'react'

const ChatContext = createContext<Chat | undefined>(undefined)

/** Gives a chat to the hooks below it. It never renders by itself: the handle stays the same while the conversation grows. */
export function ChatProvider({ chat, children }: { chat: Chat; children?: ReactNode }): ReactNode {
  return createElement(ChatContext.Provider, { value: chat }, children)
}

/**
 * The chat of the nearest {@link ChatProvider}.
 * @throws `Error` where there is none.
 */
export function useChat(): Chat {
  const chat = useContext(ChatContext)
  if (chat) return chat
  throw new Error(
    'There is no chat here: put <ChatProvider chat={chat}> around this component, with the `chat` that useChatStream returns.',
  )
}

/**
 * A value made of the chat's snapshot; renders when it is another by `isEqual`.
 * @defaultValue isEqual is `Object.is`, so a selector that builds an array or object needs one of its own.
 */
export function useChatState<T>(select: (snapshot: ChatSnapshot) => T, isEqual: (a: T, b: T) => boolean = Object.is): T {
  const chat = useChat()
  const last = useRef<{ value: T }>(undefined)
  const getValue = () => {
    const value = select(chat.getSnapshot())
    if (last.current && isEqual(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }
  return useSyncExternalStore(chat.subscribe, getValue, getValue)
}

/** What the chat is doing. */
export function useRun(): Run {
  return useChatState(({ run }) => run)
}

/** The ids of the messages shown; renders only when one comes or goes. */
export function useMessageIds(): readonly string[] {
  return useChatState(({ messages }) => messages.map(({ id }) => id), sameIds)
}

/** One message; renders only when that message changes. Undefined where the chat has none of this id. */
export function useMessage(id: string): ChatMessage | undefined {
  const chat = useChat()
  const subscribe = useCallback((listener: () => void) => chat.subscribeMessage(id, listener), [chat, id])
  const getMessage = () => chat.getMessage(id)
  return useSyncExternalStore(subscribe, getMessage, getMessage)
}

function sameIds(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, position) => id === b[position])
}
