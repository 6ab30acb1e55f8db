import { newId } from '../newId.js'
import type { ConversationStorage } from './ConversationStorage.js'

const privateNames = new WeakMap<ConversationStorage, string>()

/**
 * What a storage is called where it is told from others, as in the key of a cache: its `name`, or one that this object alone has, on no other page and
 * in no other process.
 */
export function storageName(storage: ConversationStorage): string {
  const name = storage.name ?? privateNames.get(storage) ?? newId()
  if (storage.name === undefined) privateNames.set(storage, name)
  return name
}
