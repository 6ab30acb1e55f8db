import type { ChatMessageParam, ContentPart } from '@rivulet/core'
import type { ChatMessage } from './ChatMessage.js'
import type { Answer } from './continuation/goingOn.js'
import type { MessageTree } from './MessageTree.js'
import { newId } from './newId.js'
import type { QueuedMessage } from './QueuedMessage.js'

/** A message of the wire as a row of a conversation, with nothing more to come. */
export function rowOf(wire: ChatMessageParam, parentId: string | null, id: string = newId()): ChatMessage {
  return { id, parentId, wire, state: 'done', warnings: [], attempts: 1, toolRuns: {}, createdAtMs: Date.now() }
}

/** The row of a message that goes out. What it was to follow may be gone: then it follows what is last. */
export function questionOf({ id, content, parentId, createdAtMs, metadata }: QueuedMessage, tree: MessageTree): ChatMessage {
  const placedId = parentId === null ? null : ((tree.get(parentId) ?? tree.head)?.id ?? null)
  const row = rowOf({ role: 'user', content: content as string | ContentPart[] }, placedId, id)
  return { ...row, createdAtMs, ...(metadata && { metadata }) }
}

/** Rows of what a conversation starts with; messages of the wire follow the one before. */
export function toRows(messages: readonly (ChatMessage | ChatMessageParam)[]): ChatMessage[] {
  let before: string | null = null
  const rows = messages.map((message) => {
    const row: ChatMessage = 'wire' in message ? message : rowOf(message, before)
    before = row.id
    return row
  })
  return attached(rows).map(withoutRun)
}

/** Rows each of which follows one before it, or none: where its parent is missing, the one before. One id comes once. */
export function attached(rows: readonly ChatMessage[]): ChatMessage[] {
  const ids = new Set<string>()
  let before: string | null = null
  return rows.flatMap((row) => {
    if (ids.has(row.id)) return []
    const isAttached = row.parentId === null || ids.has(row.parentId)
    const parentId = isAttached ? row.parentId : before
    ids.add(row.id)
    before = row.id
    return [isAttached ? row : { ...row, parentId }]
  })
}

/**
 * An answer that was still growing when it was stored has lost its run, so it is truncated. What ran for it has lost its page, and nobody knows how
 * far it came; what waits for a decision still waits.
 */
export function withoutRun(row: ChatMessage): ChatMessage {
  if (row.state === 'done') return row
  if (isGrowing(row)) return { ...row, state: 'done', ending: { kind: 'truncated' } }
  const waits = Object.values(row.toolRuns).some(({ state }) => state === 'awaiting-approval' || state === 'awaiting-result')
  return waits ? row : { ...row, state: 'done' }
}

/** Whether it is the row of an answer. */
export function isAnswer(row: ChatMessage): row is Answer {
  return row.wire.role === 'assistant'
}

/** Whether more of an answer's text may come. */
export function isGrowing({ state }: ChatMessage): boolean {
  return state === 'pending' || state === 'streaming'
}
