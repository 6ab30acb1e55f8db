'use client'
import type { Chat } from '@rivulet/chat'
import { createContext, createElement, useContext, type ReactNode } from 'react'
import { initialSnapshot } from './initialSnapshot.js'

const ChatContext = createContext<Chat | undefined>(undefined)

/** Gives a chat to the hooks below it. It never renders by itself: the handle stays the same while the conversation grows. */
export function ChatProvider({ chat, children }: { chat: Chat; children?: ReactNode }): ReactNode {
  // Before anything below it can be late.
  initialSnapshot(chat)
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
