'use client'
import type { ChatQueue, QueuedMessage } from '@rivulet/chat'
import { useMemo } from 'react'
import { useChat } from './ChatProvider.js'
import { useChatState } from './useChatState.js'

/** What {@link useQueue} returns. */
export interface QueueState extends ChatQueue {
  /** What waits to be sent, the next one first. */
  readonly items: readonly QueuedMessage[]
  /** It waits for the user, since the last run was stopped or did not end well: `resume` has it go on. */
  readonly held: boolean
}

/** What waits to be sent, and what people do to it. */
export function useQueue(): QueueState {
  const { queue } = useChat()
  const items = useChatState((snapshot) => snapshot.queue)
  const held = useChatState((snapshot) => snapshot.queueHeld)
  return useMemo(() => ({ ...queue, items, held }), [queue, items, held])
}
