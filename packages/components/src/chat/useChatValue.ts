import { useState, useSyncExternalStore } from 'react'
import type { Chat, ChatSnapshot } from '@rivulet/chat'

/** Something of a chat's snapshot; renders when it is another value. `select` has to give the same value for the same snapshot. */
export function useChatValue<Value>(chat: Chat, select: (snapshot: ChatSnapshot) => Value): Value {
  // What the server drew, and what hydration begins with, is what the chat held when it was first rendered.
  const [first] = useState(() => select(chat.getSnapshot()))
  return useSyncExternalStore(
    chat.subscribe,
    () => select(chat.getSnapshot()),
    () => first,
  )
}
