import type { ConversationStorage } from '@rivulet/chat'

const KEYS = new WeakMap<ConversationStorage, string>()

/** A storage's name, or one that no other has: not even in another process, since a page takes over what a server has read. */
export function storageKey(storage: ConversationStorage): string {
  const key = storage.name ?? KEYS.get(storage) ?? `unnamed-${Math.random().toString(36).slice(2)}`
  KEYS.set(storage, key)
  return key
}
