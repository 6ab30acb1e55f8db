import { changedInfo, inListOrder, nextRevision } from './conversationInfo.js'
import { ConversationChanges } from './ConversationChanges.js'
import type { ConversationInfo, ConversationStorage } from './ConversationStorage.js'
import { Database, type StoredRow, type Transaction } from './Database.js'
import { fromRecords } from './fromRecords.js'
import { isInfo, isMessage, isQueued, readRows, whyUnreadable } from './recordChecks.js'
import { toRecord, type StoredRecord } from './StoredRecord.js'
import { unstorableRow } from './toStorageError.js'

/** Options of {@link indexedDBStorage}. */
export interface IndexedDBStorageOptions {
  /** The database's name: another for each user who shares a browser. @defaultValue `rivulet` */
  name?: string | undefined
}

type Writing = Transaction<'readwrite'>

const STORES = ['conversations', 'messages', 'queue'] as const

/**
 * Keeps conversations in the browser, in a database that the tabs of a site share. It is opened when it is first needed; where it cannot be,
 * each call rejects with a {@link StorageError}, and the next one tries again.
 *
 * @see https://developer.mozilla.org/docs/Web/API/IndexedDB_API
 */
export function indexedDBStorage({ name = 'rivulet' }: IndexedDBStorageOptions = {}): ConversationStorage {
  const database = new Database(name)
  const changes = new ConversationChanges(name)
  return {
    name,
    async list() {
      const records = await database.transact('readonly', ['conversations'], (tx) => tx.objectStore('conversations').getAll())
      return inListOrder(readRows(records, isInfo).rows)
    },
    async load(id) {
      const [info, messages, queue] = await database.transact('readonly', STORES, (tx) =>
        Promise.all([
          tx.objectStore('conversations').get(id),
          tx.objectStore('messages').getAll(rowsOf(id)),
          tx.objectStore('queue').getAll(rowsOf(id)),
        ]),
      )
      return fromRecords(id, { info, messages: inOrder(messages), queue: inOrder(queue) })
    },
    async revision(id) {
      const held = await database.transact('readonly', ['conversations'], (tx) => tx.objectStore('conversations').get(id))
      // A row of a later version is not written here, so it counts nothing.
      return held && !whyUnreadable(held, isInfo) ? held.revision : undefined
    },
    async save(id, changed) {
      // Before anything is awaited: what the caller changes after the call is not of this change.
      const messages = (changed.messages ?? []).map(toRecord)
      const queue = changed.queue?.map(toRecord)
      await database.transact('readwrite', STORES, async (tx) => {
        const conversations = tx.objectStore('conversations')
        const held = await conversations.get(id)
        if (!held || !whyUnreadable(held, isInfo)) {
          const record = toRecord(changedInfo(id, held?.row as ConversationInfo, changed))
          await conversations.put({ ...record, revision: nextRevision(held?.revision) })
        }
        for (const gone of changed.removed ?? []) await removeMessage(tx, [id, gone])
        await writeMessages(tx, id, messages)
        if (queue) await replaceQueue(tx, id, queue)
      })
      changes.tell(id)
    },
    async remove(id) {
      await database.transact('readwrite', STORES, (tx) =>
        Promise.all([
          tx.objectStore('conversations').delete(id),
          tx.objectStore('messages').delete(rowsOf(id)),
          tx.objectStore('queue').delete(rowsOf(id)),
        ]),
      )
      changes.tell(id, true)
    },
    async clear() {
      await database.transact('readwrite', STORES, (tx) => Promise.all(STORES.map((store) => tx.objectStore(store).clear())))
      changes.tell(undefined, true)
    },
    subscribe: (listener) => changes.subscribe(listener),
  }
}

/** The keys of a conversation's rows: an array sorts behind every id. */
const rowsOf = (id: string) => IDBKeyRange.bound([id], [id, []])

/** Rows that somebody else wrote may have no place; they come last. */
const inOrder = (rows: readonly StoredRow[]): StoredRow[] => rows.toSorted((a, b) => placeOf(a) - placeOf(b))
const placeOf = ({ seq }: { readonly seq: unknown }) => (typeof seq === 'number' ? seq : Number.MAX_VALUE)

async function removeMessage(tx: Writing, key: [string, string]): Promise<void> {
  const store = tx.objectStore('messages')
  const held = await store.get(key)
  if (held && !whyUnreadable(held, isMessage)) await store.delete(key)
}

async function writeMessages(tx: Writing, conversationId: string, records: readonly StoredRecord[]): Promise<void> {
  const store = tx.objectStore('messages')
  const last = await store.index('order').openKeyCursor(IDBKeyRange.bound([conversationId, 0], [conversationId, Infinity]), 'prev')
  const next = last ? last.key[1] + 1 : 0
  await Promise.all(
    records.map(async (record, index) => {
      const held = await store.get([conversationId, record.id])
      if (held && whyUnreadable(held, isMessage)) return
      await putRow(store, { ...record, conversationId, seq: held?.seq ?? next + index })
    }),
  )
}

async function replaceQueue(tx: Writing, conversationId: string, records: readonly StoredRecord[]): Promise<void> {
  const store = tx.objectStore('queue')
  const unreadable = new Set<string>()
  for (const held of await store.getAll(rowsOf(conversationId))) {
    if (whyUnreadable(held, isQueued)) unreadable.add(held.id)
    else await store.delete([conversationId, held.id])
  }
  const written = records.filter(({ id }) => !unreadable.has(id))
  await Promise.all(written.map((record, seq) => putRow(store, { ...record, conversationId, seq })))
}

async function putRow(store: { put(row: StoredRow): Promise<unknown> }, row: StoredRow): Promise<void> {
  try {
    await store.put(row)
  } catch (error) {
    throw error instanceof Error && error.name === 'DataCloneError' ? unstorableRow(row.id, error) : error
  }
}
