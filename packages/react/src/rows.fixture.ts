import { indexedDBStorage, type ChatMessage, type ConversationStorage } from '@rivulet/chat'
import { onTestFinished } from 'vitest'

/** A row of a conversation to which nothing more comes. */
export const rowOf = (id: string, parentId: string | null, wire: ChatMessage['wire']): ChatMessage => ({
  id,
  parentId,
  wire,
  state: 'done',
  warnings: [],
  attempts: 1,
  toolRuns: {},
  createdAtMs: 1,
})

const WHOLE = { kind: 'complete', finishReason: 'stop', sawDone: true, lostEvents: 0 } as const

/** A database of the test's own. */
export function newStorage(): ConversationStorage {
  const name = `test-${crypto.randomUUID()}`
  onTestFinished(() => void indexedDB.deleteDatabase(name))
  return indexedDBStorage({ name })
}

/** One that holds the conversation `kept`: a question and its answer. */
export async function storedRain(): Promise<ConversationStorage> {
  const storage = newStorage()
  const question = rowOf('question', null, { role: 'user', content: 'What falls?' })
  const answer = { ...rowOf('answer', 'question', { role: 'assistant', content: 'Rain.' }), ending: WHOLE }
  await storage.save('kept', { messages: [question, answer], info: { headId: 'answer' } })
  return storage
}
