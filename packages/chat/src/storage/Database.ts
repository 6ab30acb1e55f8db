import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from 'idb'
import type { StorageError } from './StorageError.js'
import type { StoredRecord } from './StoredRecord.js'
import { storageError, toStorageError } from './toStorageError.js'

/** A row with its place in its conversation. */
export interface StoredRow extends StoredRecord {
  readonly conversationId: string
  /** Ascending in the order of the conversation. */
  readonly seq: number
}

/** What the list shows of a conversation, and how often it was saved. */
export interface ConversationRow extends StoredRecord {
  readonly revision: number
}

interface Schema extends DBSchema {
  conversations: { key: string; value: ConversationRow }
  messages: { key: [string, string]; value: StoredRow; indexes: { order: [string, number] } }
  queue: { key: [string, string]; value: StoredRow }
}

type StoreName = 'conversations' | 'messages' | 'queue'

/** A transaction over all of the stores. */
export type Transaction<Mode extends 'readonly' | 'readwrite'> = IDBPTransaction<Schema, StoreName[], Mode>

/** Never 1: that is what somebody makes, without any store, who opens the database by its name alone. */
const VERSION = 2
/** How long a database that another tab blocks is waited for. */
const BLOCKED_MS = 2_000
/** How long one is that tells nothing: it stands behind another that is blocked, or the browser hangs. */
const SILENT_MS = 30_000

const ignore = () => {}

interface Opening {
  readonly database: Promise<IDBPDatabase<Schema>>
  /** Rejects when it has taken too long. The database may still open: the next one to ask gets it then. */
  readonly patience: Promise<never>
}

/** The connection to the database: opened when it is first needed, given up when another tab needs it closed, opened again when it was lost. */
export class Database {
  readonly #name: string
  #opening: Opening | undefined

  constructor(name: string) {
    this.#name = name
  }

  /** Does all of `work` in one transaction, or nothing; once more where the connection was lost. It may await nothing but the transaction's requests. @throws StorageError */
  async transact<Mode extends 'readonly' | 'readwrite', Result>(
    mode: Mode,
    stores: readonly StoreName[],
    work: (transaction: Transaction<Mode>) => Promise<Result>,
  ): Promise<Result> {
    try {
      return await this.#attempt(mode, stores, work).catch((error: unknown) => {
        if (!isLost(error)) throw error
        return this.#attempt(mode, stores, work)
      })
    } catch (error) {
      throw toStorageError(error)
    }
  }

  async #attempt<Mode extends 'readonly' | 'readwrite', Result>(
    mode: Mode,
    stores: readonly StoreName[],
    work: (transaction: Transaction<Mode>) => Promise<Result>,
  ): Promise<Result> {
    const opening = this.#open()
    try {
      return await settle((await within(opening)).transaction(stores, mode), work)
    } catch (error) {
      // The event that tells it may come later or never.
      if (isLost(error)) this.#forget(opening)
      throw error
    }
  }

  #open(): Opening {
    if (this.#opening) return this.#opening
    if (!globalThis.indexedDB) throw storageError('unavailable')
    let reject: (reason: StorageError) => void = ignore
    const patience = new Promise<never>((_resolve, rejectPatience) => {
      reject = rejectPatience
    })
    patience.catch(ignore)
    const waitFor = (ms: number) => setTimeout(() => reject(storageError('blocked')), ms)
    let timer: ReturnType<typeof waitFor> | undefined
    const opening: Opening = {
      patience,
      database: openDB<Schema>(this.#name, VERSION, {
        upgrade,
        blocked: () => {
          clearTimeout(timer)
          timer = waitFor(BLOCKED_MS)
        },
        blocking: (_from, _to, event) => {
          this.#forget(opening)
          // At once, so that the other tab does not wait; what is under way is finished first.
          if (event.target instanceof IDBDatabase) event.target.close()
        },
        terminated: () => this.#forget(opening),
      }),
    }
    this.#opening = opening
    timer = waitFor(SILENT_MS)
    opening.database
      .catch(() => this.#forget(opening))
      .finally(() => clearTimeout(timer))
      .catch(ignore)
    return opening
  }

  #forget(opening: Opening): void {
    if (this.#opening === opening) this.#opening = undefined
  }
}

/** Whether the connection was closed before the transaction, or in the middle of it: then nothing of it was written. */
function isLost(error: unknown): boolean {
  return error instanceof Error && /^(?:InvalidState|Abort)Error$/.test(error.name)
}

/** The database, also one that opened after all when patience was over before. */
function within({ database, patience }: Opening): Promise<IDBPDatabase<Schema>> {
  return Promise.race([database, patience])
}

function upgrade(database: IDBPDatabase<Schema>): void {
  const missing = (name: StoreName) => !database.objectStoreNames.contains(name)
  if (missing('conversations')) database.createObjectStore('conversations', { keyPath: 'id' })
  if (missing('messages')) {
    database.createObjectStore('messages', { keyPath: ['conversationId', 'id'] }).createIndex('order', ['conversationId', 'seq'])
  }
  if (missing('queue')) database.createObjectStore('queue', { keyPath: ['conversationId', 'id'] })
}

async function settle<Mode extends 'readonly' | 'readwrite', Result>(
  transaction: Transaction<Mode>,
  work: (transaction: Transaction<Mode>) => Promise<Result>,
): Promise<Result> {
  const { done } = transaction
  // It is awaited below, or tells again what `work` threw.
  done.catch(ignore)
  try {
    const result = await work(transaction)
    await done
    return result
  } catch (error) {
    // Requests that were under way fail as aborted; the transaction knows why.
    const reason = transaction.error ?? error
    abort(transaction)
    throw reason
  }
}

function abort(transaction: Transaction<'readonly' | 'readwrite'>): void {
  try {
    transaction.abort()
  } catch {
    // It is over already.
  }
}
