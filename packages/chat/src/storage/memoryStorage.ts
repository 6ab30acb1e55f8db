import { Listeners } from '../Listeners.js'
import { changedInfo, inListOrder, nextRevision } from './conversationInfo.js'
import type { ConversationInfo, ConversationStorage } from './ConversationStorage.js'
import { fromRecords } from './fromRecords.js'
import { toRecord, type StoredRecord } from './StoredRecord.js'
import { unstorableRow } from './toStorageError.js'

interface Kept {
  readonly info: ConversationInfo
  readonly messages: ReadonlyMap<string, StoredRecord>
  readonly queue: readonly StoredRecord[]
  readonly revision: number
}

/** Options of {@link memoryStorage}. */
export interface MemoryStorageOptions {
  /** See {@link ConversationStorage.name}. */
  name?: string | undefined
}

/**
 * Keeps conversations for as long as the page, or the process, lives: for tests, servers, and pages that must leave nothing behind. It refuses
 * what {@link indexedDBStorage} refuses, and nothing that is changed after it was saved or loaded changes what is kept.
 */
export function memoryStorage({ name }: MemoryStorageOptions = {}): ConversationStorage {
  const conversations = new Map<string, Kept>()
  const listeners = new Listeners<[id: string | undefined, isRemoved: boolean]>()
  return {
    name,
    async list() {
      return inListOrder([...conversations.values()].map(({ info }) => structuredClone(info)))
    },
    async load(id) {
      const kept = conversations.get(id)
      if (!kept) return undefined
      const { info, messages, queue } = kept
      return fromRecords(id, structuredClone({ info: toRecord(info), messages: [...messages.values()], queue }))
    },
    async revision(id) {
      return conversations.get(id)?.revision
    },
    async save(id, changed) {
      const written = (changed.messages ?? []).map(toKeptRecord)
      const queue = changed.queue?.map(toKeptRecord)
      const kept = conversations.get(id)
      const messages = new Map(kept?.messages)
      for (const removed of changed.removed ?? []) messages.delete(removed)
      for (const record of written) messages.set(record.id, record)
      const info = changedInfo(id, kept?.info, changed)
      conversations.set(id, { info, messages, queue: queue ?? kept?.queue ?? [], revision: nextRevision(kept?.revision) })
      listeners.call(id, false)
    },
    async remove(id) {
      conversations.delete(id)
      listeners.call(id, true)
    },
    async clear() {
      conversations.clear()
      listeners.call(undefined, true)
    },
    subscribe: (listener) => listeners.add(listener),
  }
}

function toKeptRecord(row: Parameters<typeof toRecord>[0]): StoredRecord {
  const record = toRecord(row)
  try {
    return structuredClone(record)
  } catch (error) {
    throw unstorableRow(row.id, error)
  }
}
