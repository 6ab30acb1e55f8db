'use client'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useChat } from './ChatProvider.js'
import { initialBranches } from './initialSnapshot.js'
import { sameIds, useKept } from './useKept.js'

/** What {@link useBranches} returns. */
export interface BranchesState {
  /** The messages that stand beside this one, itself included, oldest first; empty where the chat has none of this id. */
  readonly ids: readonly string[]
  /** Where this one stands among them; -1 where there is none. */
  readonly index: number
  /**
   * Shows the branch that leads through a message.
   * @throws `ChatBusyError` while a run is under way, `TypeError` for an unknown id.
   */
  readonly select: (id: string) => void
}

/**
 * The branches at a message: the answers that were asked for beside it, or the ways in which a question was put. The same object, and no render, until one comes
 * or goes.
 */
export function useBranches(id: string): BranchesState {
  const chat = useChat()
  const subscribe = useCallback((listener: () => void) => chat.subscribeMessage(id, listener), [chat, id])
  const keep = useKept(sameIds)
  const ids = useSyncExternalStore(
    subscribe,
    () => keep(chat.getBranches(id)),
    () => keep(initialBranches(chat, id)),
  )
  return useMemo(() => ({ ids, index: ids.indexOf(id), select: chat.selectBranch }), [chat, id, ids])
}
