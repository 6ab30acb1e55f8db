'use client'
import type { ChatSnapshot, Run } from '@rivulet/chat'
import { useSyncExternalStore } from 'react'
import { useChat } from './ChatProvider.js'
import { initialSnapshot } from './initialSnapshot.js'
import { sameIds, useKept } from './useKept.js'

/**
 * A value made of the provided chat's snapshot; renders when it is another by `isEqual`.
 * @defaultValue isEqual is `Object.is`, so a selector that builds an array or object needs one of its own.
 */
export function useChatState<T>(select: (snapshot: ChatSnapshot) => T, isEqual: (a: T, b: T) => boolean = Object.is): T {
  const chat = useChat()
  const keep = useKept(isEqual)
  return useSyncExternalStore(
    chat.subscribe,
    () => keep(select(chat.getSnapshot())),
    () => keep(select(initialSnapshot(chat))),
  )
}

/** What the chat is doing. */
export function useRun(): Run {
  return useChatState(({ run }) => run)
}

/** The ids of the messages shown; renders only when one comes or goes. */
export function useMessageIds(): readonly string[] {
  return useChatState(({ messages }) => messages.map(({ id }) => id), sameIds)
}
