import { fromRecords, toRecord, type ConversationRecords, type StoredConversation } from '@rivulet/chat'
import { isRecord } from '../parseRecord.js'
import { TransferError } from './TransferError.js'

const KIND = 'rivulet-conversations'
const VERSION = 1

/** Writes conversations as a file, a line for each, so that neither side holds more text than it must. */
export function formatConversations(conversations: readonly StoredConversation[], exportedAt: Date): string {
  const head = JSON.stringify({ kind: KIND, version: VERSION, exportedAt: exportedAt.toISOString() })
  const lines = conversations.map(({ info, messages, queue }) =>
    JSON.stringify({ id: info.id, info: toRecord(info), messages: messages.map(toRecord), queue: queue.map(toRecord) }),
  )
  return `${head.slice(0, -1)},"conversations":[\n${lines.join(',\n')}\n]}\n`
}

/** The conversations of a file; what cannot be read of one is listed in its `unreadable`, and the rest of it is there. */
export interface ConversationFile {
  readonly conversations: readonly StoredConversation[]
  /** How many entries of the file were no conversation. */
  readonly skipped: number
}

/**
 * Reads what `formatConversations` wrote, and takes nothing of it for granted.
 * @throws {TransferError} where the file holds no conversations
 */
export function parseConversations(text: string): ConversationFile {
  const file = parseJson(text)
  if (!isRecord(file) || file['kind'] !== KIND || !Array.isArray(file['conversations'])) {
    const message = 'This file holds JSON, but no conversations of the playground. Choose one that Export has written.'
    throw new TransferError('not-conversations', message)
  }
  if (typeof file['version'] !== 'number' || file['version'] > VERSION) {
    throw new TransferError('newer', 'A later version of the playground wrote this file. Update the playground, then import it again.')
  }
  const entries: readonly unknown[] = file['conversations']
  const conversations = entries.flatMap((entry) => readEntry(entry) ?? [])
  return { conversations, skipped: entries.length - conversations.length }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    const message = 'This file is no JSON: it may be cut off, or be of another kind. Choose one that Export has written.'
    throw new TransferError('not-json', message, { cause })
  }
}

function readEntry(entry: unknown): StoredConversation | undefined {
  if (!isRecord(entry)) return undefined
  const { id, info, messages = [], queue = [] } = entry
  if (typeof id !== 'string' || id === '' || !Array.isArray(messages) || !Array.isArray(queue)) return undefined
  const records: ConversationRecords = { info, messages, queue }
  const conversation = fromRecords(id, records)
  return conversation && { ...conversation, info: { ...conversation.info, id } }
}
