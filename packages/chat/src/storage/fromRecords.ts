import { ChatError } from '@rivulet/core'
import type { ChatMessage } from '../ChatMessage.js'
import type { StoredConversation } from './ConversationStorage.js'
import { isInfo, isMessage, isQueued, readRows } from './recordChecks.js'

/** The records of one conversation, wherever they were kept; nothing is taken for granted of what they hold. */
export interface ConversationRecords {
  /** The record of its title and times, where it has one. */
  readonly info?: unknown
  /** In the order in which they were first saved. */
  readonly messages: readonly unknown[]
  /** The next one first. */
  readonly queue: readonly unknown[]
}

/** A conversation of what `toRecord` made of it. What cannot be read is left out and listed; undefined where there is no record at all. */
export function fromRecords(id: string, { info, messages, queue }: ConversationRecords): StoredConversation | undefined {
  if (info === undefined && messages.length === 0 && queue.length === 0) return undefined
  const infos = readRows(info === undefined ? [] : [info], isInfo)
  const read = readRows(messages, isMessage)
  const waiting = readRows(queue, isQueued)
  const times = read.rows.map(({ createdAtMs }) => createdAtMs)
  return {
    info: infos.rows[0] ?? { id, createdAtMs: times[0] ?? 0, updatedAtMs: times.at(-1) ?? 0 },
    messages: parentsFirst(read.rows.map(withError)),
    queue: waiting.rows,
    unreadable: [...infos.unreadable, ...read.unreadable, ...waiting.unreadable],
  }
}

/** What stands as data in the record is a `ChatError` again. */
function withError(message: ChatMessage): ChatMessage {
  const { ending } = message
  if (ending?.kind !== 'failed') return message
  const { error } = ending
  return { ...message, ending: { ...ending, error: new ChatError(error.code, error.message, error) } }
}

function parentsFirst(messages: readonly ChatMessage[]): ChatMessage[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const placed = new Set<ChatMessage>()
  const ordered: ChatMessage[] = []
  for (const message of messages) {
    const chain: ChatMessage[] = []
    // A message that is placed is not met again, so that parents in a circle end.
    for (let next: ChatMessage | undefined = message; next && !placed.has(next); next = byId.get(next.parentId ?? '')) {
      placed.add(next)
      chain.push(next)
    }
    for (const next of chain.toReversed()) ordered.push(next)
  }
  return ordered
}
