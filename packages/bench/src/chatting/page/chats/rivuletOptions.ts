import type { ChatMessageParam } from '@rivulet/chat'
import type { PastMessage } from '../history.ts'

export const OPTIONS = { baseURL: `${location.origin}/openai`, apiKey: 'none', model: 'm' }

/** Asked for anew with each render, and made once. */
export function pastRows(history: readonly PastMessage[]): readonly ChatMessageParam[] {
  const known = ROWS.get(history)
  if (known) return known
  const rows = history.map(({ role, text }): ChatMessageParam => ({ role, content: text }))
  ROWS.set(history, rows)
  return rows
}

const ROWS = new WeakMap<readonly PastMessage[], readonly ChatMessageParam[]>()
