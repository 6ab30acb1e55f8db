import { newId } from '../newId.js'
import type { ConversationStorage } from '../storage/ConversationStorage.js'

const privateNames = new WeakMap<ConversationStorage, string>()

/** What a storage is called among the tabs of a site. One without a name is of this page alone, where several chats may be on it. */
export function nameOf(storage: ConversationStorage): string {
  const name = storage.name ?? privateNames.get(storage) ?? newId()
  if (storage.name === undefined) privateNames.set(storage, name)
  return name
}
