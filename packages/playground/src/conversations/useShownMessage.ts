import type { Chat } from '@rivulet/chat'
import type { ThreadActions } from '@rivulet/components'
import { useEffect, useRef, type RefObject } from 'react'

/** Goes to a message of the chat once it has been read from the storage; to another one when another is named. Returns what takes the thread's actions. */
export function useShownMessage(chat: Chat, messageId: string | undefined): RefObject<ThreadActions | null> {
  const thread = useRef<ThreadActions>(null)

  useEffect(() => {
    if (messageId === undefined) return undefined
    let frame = 0
    const show = (): boolean => {
      if (chat.getSnapshot().loading) return false
      // The thread begins at its end, where it has to have been first.
      frame = requestAnimationFrame(() => void thread.current?.scrollToMessage(messageId))
      return true
    }
    if (show()) return () => cancelAnimationFrame(frame)
    const leave = chat.subscribe(() => {
      if (show()) leave()
    })
    return () => {
      leave()
      cancelAnimationFrame(frame)
    }
  }, [chat, messageId])

  return thread
}
