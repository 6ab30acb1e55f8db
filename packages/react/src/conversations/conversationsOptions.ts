import { storageName, type ConversationInfo, type ConversationStorage, type StorageError } from '@rivulet/chat'
import { queryOptions, type DataTag, type UnusedSkipTokenOptions } from '@tanstack/react-query'
import { STORED } from './stored.js'

/** The key under which a storage's list of conversations stands. */
export type ConversationsKey = readonly ['rivulet', 'conversations', storage: string]

/** What `useQuery`, `useSuspenseQuery`, `prefetchQuery` and their like take to have a storage's list of conversations. */
export type ConversationsOptions = UnusedSkipTokenOptions<
  readonly ConversationInfo[],
  StorageError,
  readonly ConversationInfo[],
  ConversationsKey
> & {
  /** Knows what the query gives, so that `getQueryData` does. */
  queryKey: DataTag<ConversationsKey, readonly ConversationInfo[], StorageError>
}

/**
 * TanStack Query's options for the list of conversations: a view over the storage, which is the truth. It is read once, whether there is a
 * network or not, and never stale by itself: `useConversations` reads it again when the storage tells of a change.
 *
 * It stands under the storage's `name`, so that a page can go on with what a server has read from a storage of the same name.
 */
export function conversationsOptions({ storage }: { storage: ConversationStorage }): ConversationsOptions {
  return queryOptions<readonly ConversationInfo[], StorageError, readonly ConversationInfo[], ConversationsKey>({
    queryKey: ['rivulet', 'conversations', storageName(storage)],
    queryFn: () => storage.list(),
    ...STORED,
  })
}
