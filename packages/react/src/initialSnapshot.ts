import type { Chat, ChatSnapshot } from '@rivulet/chat'

const INITIAL = new WeakMap<Chat, ChatSnapshot>()

/**
 * What a chat showed when React first met it, which is what a server has drawn. A part of the page that is hydrated late draws that first, though the chat has
 * gone on meanwhile: hydration must find what the server left.
 */
export function initialSnapshot(chat: Chat): ChatSnapshot {
  const known = INITIAL.get(chat)
  if (known) return known
  const snapshot = chat.getSnapshot()
  INITIAL.set(chat, snapshot)
  return snapshot
}
