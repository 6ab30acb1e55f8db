import type { ChatMessage } from '../ChatMessage.js'
import type { QueuedMessage } from '../QueuedMessage.js'

/** What a list of conversations shows of one. */
export interface ConversationInfo {
  readonly id: string
  readonly title?: string
  readonly pinned?: boolean
  /** Milliseconds of the epoch. */
  readonly createdAtMs: number
  /** When it was saved last, in milliseconds of the epoch. */
  readonly updatedAtMs: number
  /** The last message of the path shown; null or absent: the newest. */
  readonly headId?: string | null
}

/** A record that could not be read. It stays where it is: another version of the application may read it. */
export interface UnreadableRecord {
  readonly id: string
  /** `newer`: written by a later version; `invalid`: not what any version writes. */
  readonly reason: 'newer' | 'invalid'
}

/** A conversation as it was saved. */
export interface StoredConversation {
  readonly info: ConversationInfo
  /** In the order in which they were made, parents before what follows them. */
  readonly messages: readonly ChatMessage[]
  /** The messages that wait to be sent, the next one first. */
  readonly queue: readonly QueuedMessage[]
  readonly unreadable: readonly UnreadableRecord[]
}

/** What changed in a conversation. */
export interface ConversationChange {
  readonly info?: Partial<Pick<ConversationInfo, 'title' | 'pinned' | 'headId'>> | undefined
  /** Messages that are new or changed; they replace those of the same id. */
  readonly messages?: readonly ChatMessage[] | undefined
  /** Ids of messages that are gone. */
  readonly removed?: readonly string[] | undefined
  /** The whole queue, where it changed. */
  readonly queue?: readonly QueuedMessage[] | undefined
}

/**
 * Where conversations are kept: a row for each message, which is the truth that everything shown is made of.
 *
 * Every function may reject with a {@link StorageError}; the chat goes on without it and tells it in its snapshot.
 */
export interface ConversationStorage {
  /** Every conversation, pinned ones first, then by the time of the last save, newest first. */
  list(): Promise<readonly ConversationInfo[]>
  /** Undefined where there is none of this id. One bad record never keeps the others from being read. */
  load(id: string): Promise<StoredConversation | undefined>
  /** Writes all of a change or nothing; a conversation that is not there yet is made. */
  save(id: string, changed: ConversationChange): Promise<void>
  remove(id: string): Promise<void>
  /** Forgets every conversation, as when a user signs out. */
  clear(): Promise<void>
  /** Calls `listener` with the id of each conversation that changed, here or in another tab; undefined: any may have. Returns what ends it. */
  subscribe?(listener: (id: string | undefined) => void): () => void
}
