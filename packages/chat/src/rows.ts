import type { ChatMessageParam } from '@rivulet/core'
import type { ChatMessage } from './ChatMessage.js'
import { newId } from './newId.js'

/** A message of the wire as a row of a conversation, with nothing more to come. */
export function rowOf(wire: ChatMessageParam, parentId: string | null, id: string = newId()): ChatMessage {
  return { id, parentId, wire, state: 'done', warnings: [], attempts: 1, toolRuns: {}, createdAtMs: Date.now() }
}

/** Rows of what a conversation starts with. Messages of the wire, and rows whose parent is unknown, follow the one before. */
export function toRows(messages: readonly (ChatMessage | ChatMessageParam)[]): ChatMessage[] {
  const rows: ChatMessage[] = []
  const ids = new Set<string>()
  for (const message of messages) {
    const before = rows.at(-1)?.id ?? null
    const row = 'wire' in message ? message : rowOf(message, before)
    if (ids.has(row.id)) continue
    const parentId = row.parentId === null || ids.has(row.parentId) ? row.parentId : before
    rows.push(withoutRun(parentId === row.parentId ? row : { ...row, parentId }))
    ids.add(row.id)
  }
  return rows
}

/**
 * An answer that was still growing when it was stored has lost its run, so it is truncated. What ran for it has lost its page, and nobody knows how
 * far it came; what waits for a decision still waits.
 */
export function withoutRun(row: ChatMessage): ChatMessage {
  if (row.state === 'done') return row
  if (isGrowing(row)) return { ...row, state: 'done', ending: { kind: 'truncated' } }
  const runs = Object.entries(row.toolRuns)
  const waits = runs.some(([, { state }]) => state === 'awaiting-approval' || state === 'awaiting-result')
  return waits ? row : { ...row, state: 'done' }
}

/** Whether more of an answer's text may come. */
export function isGrowing({ state }: ChatMessage): boolean {
  return state === 'pending' || state === 'streaming'
}
