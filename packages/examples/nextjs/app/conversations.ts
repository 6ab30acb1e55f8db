import type { ChatMessage } from '@rivulet/react'

/** In place of a database. Rows have ids, so that the page that the server renders and the one in the browser have the same. */
const CONVERSATIONS: Readonly<Record<string, readonly ChatMessage[]>> = {
  support: [
    {
      id: 'welcome',
      parentId: null,
      wire: { role: 'assistant', content: 'Hello! What can I do for you?' },
      state: 'done',
      warnings: [],
      attempts: 1,
      toolRuns: {},
      createdAtMs: Date.UTC(2026, 0, 1),
    },
  ],
}

export async function loadConversation(id: string): Promise<readonly ChatMessage[]> {
  return CONVERSATIONS[id] ?? []
}
