'use client'
import type { Chat } from '@rivulet/chat'
import { useEffect, useRef } from 'react'

/** Leaves the chat's run when its owner is gone for good. StrictMode's unmounting and mounting again in one breath changes nothing. */
export function useDetachOnUnmount(chat: Chat): void {
  const owned = useRef<Chat>(undefined)
  useEffect(() => {
    owned.current = chat
    return () => {
      owned.current = undefined
      queueMicrotask(() => {
        if (owned.current !== chat) chat.detach()
      })
    }
  }, [chat])
}
