import type { ConversationStorage } from './ConversationStorage.js'
import { TimeLimit } from './TimeLimit.js'

/** How long a storage is waited for, unless somebody says otherwise. */
export const STORAGE_TIMEOUT_MS = 10_000

/**
 * The same storage, none of whose calls is waited for without end: one that is not answered in time rejects with a `StorageError` of the code `timeout`.
 * It may still have been carried out. A chat limits what it asks of its storage by itself (`storageTimeoutMs`); this is for lists and other
 * calls that an application makes.
 *
 * @param timeoutMs - in milliseconds; 0 and Infinity: without end. @defaultValue 10,000
 */
export function timeLimited(storage: ConversationStorage, timeoutMs: number = STORAGE_TIMEOUT_MS): ConversationStorage {
  const limit = new TimeLimit(timeoutMs)
  const revision = storage.revision?.bind(storage)
  const subscribe = storage.subscribe?.bind(storage)
  return {
    name: storage.name,
    list: () => limit.within(() => storage.list()),
    load: (id) => limit.within(() => storage.load(id)),
    save: (id, changed) => limit.within(() => storage.save(id, changed)),
    remove: (id) => limit.within(() => storage.remove(id)),
    clear: () => limit.within(() => storage.clear()),
    ...(revision && { revision: (id) => limit.within(() => revision(id)) }),
    ...(subscribe && { subscribe }),
  }
}
