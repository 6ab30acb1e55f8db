import { storageName, type ConversationStorage, type StorageError, type StoredConversation } from '@rivulet/chat'
import { queryOptions, type DataTag, type UnusedSkipTokenOptions } from '@tanstack/react-query'
import { STORED } from './stored.js'

/** The key under which a conversation of a storage stands. */
export type ConversationKey = readonly ['rivulet', 'conversation', id: string, storage: string]

/** What `useQuery`, `useSuspenseQuery`, `prefetchQuery` and their like take to have a conversation. Null where the storage has none of this id. */
export type ConversationOptions = UnusedSkipTokenOptions<
  StoredConversation | null,
  StorageError,
  StoredConversation | null,
  ConversationKey
> & {
  /** Knows what the query gives, so that `getQueryData` does. */
  queryKey: DataTag<ConversationKey, StoredConversation | null, StorageError>
}

/**
 * TanStack Query's options for one conversation as it was saved, with the settings of `conversationsOptions`. What is written there while an
 * answer grows is seconds old: the chat shows it live.
 *
 * Sent from a server as JSON, the error of a failed answer is plain data: TanStack Query's `dehydrate.serializeData` can keep it whole.
 */
export function conversationOptions(id: string, { storage }: { storage: ConversationStorage }): ConversationOptions {
  return queryOptions<StoredConversation | null, StorageError, StoredConversation | null, ConversationKey>({
    queryKey: ['rivulet', 'conversation', id, storageName(storage)],
    queryFn: async () => (await storage.load(id)) ?? null,
    ...STORED,
  })
}
