import type { ConversationStorage, StoredConversation } from '@rivulet/chat'
import { toRecord } from '@rivulet/chat'
import { newId } from '../newId.js'
import { parseConversations } from './conversationFile.js'
import { TransferError } from './TransferError.js'

/** What became of the conversations of a file. */
export interface ImportOutcome {
  /** The ids under which they are now kept. */
  readonly imported: readonly string[]
  /** How many were here already, just as they are in the file. */
  readonly same: number
  /** How many entries and messages could not be read. */
  readonly unreadable: number
}

export interface Progress {
  readonly done: number
  readonly of: number
}

/**
 * Adds the conversations of a file to those that are kept, each whole or not at all. One whose id is taken by another conversation is added
 * beside it, under an id of its own: nothing that was there is changed.
 * @throws {TransferError} where the file holds no conversations
 * @throws {StorageError} where one could not be kept; those before it are
 */
export async function importConversations(
  storage: ConversationStorage,
  file: Blob,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<ImportOutcome> {
  const { conversations, skipped } = parseConversations(await textOf(file))
  const imported: string[] = []
  let same = 0
  let unreadable = skipped
  for (const [index, conversation] of conversations.entries()) {
    onProgress({ done: index, of: conversations.length })
    unreadable += conversation.unreadable.length
    const held = await storage.load(conversation.info.id)
    if (held && holdsAll(held, conversation)) {
      same += 1
      continue
    }
    const id = held ? newId() : conversation.info.id
    await storage.save(id, changeOf(conversation))
    imported.push(id)
  }
  onProgress({ done: conversations.length, of: conversations.length })
  return { imported, same, unreadable }
}

function changeOf({ info, messages, queue }: StoredConversation): Parameters<ConversationStorage['save']>[1] {
  const { title, pinned, headId } = info
  return {
    info: { ...(title !== undefined && { title }), ...(pinned !== undefined && { pinned }), ...(headId !== undefined && { headId }) },
    messages,
    ...(queue.length > 0 && { queue }),
  }
}

/** Whether every message of the other one is there, and is the same. */
function holdsAll(held: StoredConversation, other: StoredConversation): boolean {
  const texts = new Map(held.messages.map((message) => [message.id, JSON.stringify(toRecord(message))]))
  return other.messages.every((message) => texts.get(message.id) === JSON.stringify(toRecord(message)))
}

async function textOf(file: Blob): Promise<string> {
  try {
    return await file.text()
  } catch (cause) {
    throw new TransferError('unreadable', 'The browser could not read this file. It may have been moved or changed; choose it again.', {
      cause,
    })
  }
}
