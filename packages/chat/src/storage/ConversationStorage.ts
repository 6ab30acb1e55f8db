import type { ChatMessage } from '../ChatMessage.js'
import type { QueuedMessage } from '../QueuedMessage.js'

/** What a list of conversations shows of one. */
export interface ConversationInfo {
  /** Names the conversation: the `id` of its chat. */
  readonly id: string
  /** What it is called: the beginning of its first message that is no instruction, until somebody renames it. Absent where nothing named it. */
  readonly title?: string
  /** Whether it stands before those that are not pinned. @defaultValue false */
  readonly pinned?: boolean
  /** Milliseconds of the epoch. */
  readonly createdAtMs: number
  /** When its messages or its queue were saved last, in milliseconds of the epoch. A new title does not make a conversation newer. */
  readonly updatedAtMs: number
  /** The last message of the path shown; null or absent: the newest. */
  readonly headId?: string | null
}

/** A record that could not be read. It stays where it is: another version of the application may read it. */
export interface UnreadableRecord {
  /** The message's id, waiting ones included; the conversation's own where its title and times could not be read. */
  readonly id: string
  /** `newer`: written by a later version; `invalid`: not what any version writes. */
  readonly reason: 'newer' | 'invalid'
}

/** A conversation as it was saved. */
export interface StoredConversation {
  /** What a list shows of it. */
  readonly info: ConversationInfo
  /** In the order in which they were first saved, parents before what follows them. A parent that could not be read is missing. */
  readonly messages: readonly ChatMessage[]
  /** The messages that wait to be sent, the next one first. */
  readonly queue: readonly QueuedMessage[]
  /** What of it could not be read; empty where all could. */
  readonly unreadable: readonly UnreadableRecord[]
}

/** What changed in a conversation. */
export interface ConversationChange {
  /** What else is new of it; what is absent stays. */
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
  /**
   * Tells storages apart where their content is cached, also between a server and the page that it renders: storages of one name hold the same
   * conversations. Absent: no other storage does. Chats of one page on the same storage object agree as tabs do, with a name and without.
   */
  readonly name?: string | undefined
  /** Every conversation, pinned ones first, then by the time of the last save, newest first. */
  list(): Promise<readonly ConversationInfo[]>
  /** Undefined where there is none of this id. One bad record never keeps the others from being read. */
  load(id: string): Promise<StoredConversation | undefined>
  /**
   * A number that every `save` of the conversation makes larger by one, and that no other conversation of this id had; undefined where there is no conversation,
   * and where nobody can tell. A chat that finds no save but its own goes on without reading the conversation once more. Absent: it reads it before each send.
   */
  readonly revision?: ((id: string) => Promise<number | undefined>) | undefined
  /**
   * Writes all of a change or nothing; a conversation that is not there yet is made. What is gone is removed before what is new is written.
   * A record that cannot be read stays as it is, whatever the change says of it.
   */
  save(id: string, changed: ConversationChange): Promise<void>
  /** Forgets a conversation, with what could not be read of it. */
  remove(id: string): Promise<void>
  /** Forgets every conversation, as when a user signs out. */
  clear(): Promise<void>
  /**
   * Calls `listener` with the id of each conversation that changed, here or in another tab, and with whether it was removed; undefined: any may have, or
   * all were. A chat that is open on one that was removed forgets it. Returns what ends it.
   */
  subscribe?(listener: (id: string | undefined, isRemoved: boolean) => void): () => void
}
