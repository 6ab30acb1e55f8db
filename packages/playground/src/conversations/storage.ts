import { indexedDBStorage, type ConversationStorage } from '@rivulet/chat'

/** Where the conversations are kept: in this browser, for every tab of it. */
export const storage: ConversationStorage = indexedDBStorage({ name: 'rivulet-playground' })

/** What was sent while the server was gone, by the conversation that it belongs to: its queue, and nothing else. */
export const outboxStorage: ConversationStorage = indexedDBStorage({ name: 'rivulet-playground-outbox' })
