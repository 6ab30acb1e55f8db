import type { ChatMessage, StoredConversation } from '@rivulet/chat'

/** The messages of a kept conversation that are shown: from the first to the last of its path. */
export function pathOf({ info: { headId }, messages }: Pick<StoredConversation, 'info' | 'messages'>): ChatMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const path = new Set<ChatMessage>()
  let next = (headId ? byId.get(headId) : undefined) ?? messages.at(-1)
  // A message that was met ends the walk, so that a damaged conversation does too.
  while (next && !path.has(next)) {
    path.add(next)
    next = byId.get(next.parentId ?? '')
  }
  return [...path].toReversed()
}
