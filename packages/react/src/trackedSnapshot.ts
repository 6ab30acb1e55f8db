import type { Chat, ChatSnapshot } from '@rivulet/chat'

/** A view of a chat's snapshot that changes only with the fields that were read from it. */
export interface TrackedSnapshot {
  /** For `useSyncExternalStore`: the same object until a field that was read is another. */
  readonly getSnapshot: () => ChatSnapshot
  /** Reads a field and remembers that it was read. */
  readonly read: <Key extends keyof ChatSnapshot>(key: Key) => ChatSnapshot[Key]
}

/**
 * Remembers which fields an owner reads, as TanStack Query does with its results: one that never reads `messages` is not rendered for tokens.
 */
export function trackedSnapshot(chat: Chat): TrackedSnapshot {
  const read = new Set<keyof ChatSnapshot>()
  let shown = chat.getSnapshot()

  const getSnapshot = (): ChatSnapshot => {
    const next = chat.getSnapshot()
    for (const key of read) {
      if (next[key] === shown[key]) continue
      shown = next
      break
    }
    return shown
  }

  return {
    getSnapshot,
    read(key) {
      if (!read.has(key)) {
        read.add(key)
        // Until now nobody saw this field of the snapshot shown, which may be an old one.
        shown = chat.getSnapshot()
      }
      return getSnapshot()[key]
    },
  }
}
