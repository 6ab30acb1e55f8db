import type { ChatMessage } from '../ChatMessage.js'
import type { QueuedMessage } from '../QueuedMessage.js'

/** A message with everything that it must have; `fields` say what the test is about. */
export function message(id: string, parentId: string | null = null, fields: Partial<ChatMessage> = {}): ChatMessage {
  return {
    id,
    parentId,
    wire: { role: 'user', content: `text of ${id}` },
    state: 'done',
    warnings: [],
    attempts: 1,
    toolRuns: {},
    createdAtMs: 1_700_000_000_000,
    ...fields,
  }
}

export const waiting = (id: string, fields: Partial<QueuedMessage> = {}): QueuedMessage => ({
  id,
  content: `text of ${id}`,
  createdAtMs: 1_700_000_000_000,
  ...fields,
})

export const ids = (rows: readonly { readonly id: string }[] | undefined): string[] | undefined => rows?.map(({ id }) => id)
