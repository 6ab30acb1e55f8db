'use client'
import type { ConversationInfo, ConversationStorage, StorageError } from '@rivulet/chat'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { conversationsOptions } from './conversationsOptions.js'
import { readStoredAgain } from './readStoredAgain.js'

/** What {@link useConversations} returns. Its functions stay the same; they resolve once the storage has done it, and reject where it could not. */
export interface ConversationsState {
  /** Pinned ones first, then the newest; empty while they are read. */
  readonly conversations: readonly ConversationInfo[]
  /** The list was not read yet. */
  readonly isPending: boolean
  /** Why the list could not be read, or the last of the functions did nothing; null once that one was done. */
  readonly error: StorageError | null
  /** Gives a conversation another title. */
  readonly rename: (id: string, title: string) => Promise<void>
  /** Pins a conversation, or no longer. */
  readonly pin: (id: string, pinned: boolean) => Promise<void>
  /** Forgets a conversation, with what could not be read of it. */
  readonly remove: (id: string) => Promise<void>
  /** Forgets every conversation, as when a user signs out. */
  readonly clear: () => Promise<void>
}

/** What was done to the list, as TanStack Query's devtools and global callbacks see it: to which `id`, and with which new `title` or `pinned`. */
export type ConversationsAction =
  | { readonly type: 'rename'; readonly id: string; readonly title: string }
  | { readonly type: 'pin'; readonly id: string; readonly pinned: boolean }
  | { readonly type: 'remove'; readonly id: string }
  | { readonly type: 'clear'; readonly id?: undefined }

const NONE: readonly ConversationInfo[] = []

/**
 * The list of a storage's conversations, which stays true whoever changes it, and what people do to it. As long as it is mounted, it also reads
 * again what `conversationOptions` shows of a conversation that changed.
 */
export function useConversations({ storage }: { storage: ConversationStorage }): ConversationsState {
  const client = useQueryClient()
  const options = conversationsOptions({ storage })
  const list = useQuery(options)
  const [, , name] = options.queryKey

  useEffect(() => {
    const queryKey = ['rivulet', 'conversations', name]
    const leave = storage.subscribe?.((id) => readStoredAgain(client, storage, id))
    if (client.getQueryState(queryKey)?.isInvalidated) readStoredAgain(client, storage)
    return () => {
      leave?.()
      // From here on nobody hears of changes: who mounts next reads again.
      void client.invalidateQueries({ queryKey, exact: true, refetchType: 'none' })
    }
  }, [client, storage, name])

  const { mutateAsync, error } = useMutation<void, StorageError, ConversationsAction>({
    mutationKey: options.queryKey,
    mutationFn: (action) => perform(storage, action),
    onSuccess: (_nothing, { id }) => {
      if (!storage.subscribe) readStoredAgain(client, storage, id)
    },
    networkMode: 'always',
    retry: false,
  })
  const actions = useMemo(
    () => ({
      rename: (id: string, title: string) => mutateAsync({ type: 'rename', id, title }),
      pin: (id: string, pinned: boolean) => mutateAsync({ type: 'pin', id, pinned }),
      remove: (id: string) => mutateAsync({ type: 'remove', id }),
      clear: () => mutateAsync({ type: 'clear' }),
    }),
    [mutateAsync],
  )
  return { conversations: list.data ?? NONE, isPending: list.isPending, error: error ?? list.error, ...actions }
}

function perform(storage: ConversationStorage, action: ConversationsAction): Promise<void> {
  if (action.type === 'clear') return storage.clear()
  if (action.type === 'remove') return storage.remove(action.id)
  return storage.save(action.id, { info: action.type === 'rename' ? { title: action.title } : { pinned: action.pinned } })
}
