import { createAnswer } from '../../documents/createAnswer.ts'
import { Writer, type Document } from '../../documents/Writer.ts'

/** A message that is there when the page opens. */
export interface PastMessage {
  readonly id: string
  readonly role: 'user' | 'assistant'
  readonly text: string
}

const SHORTEST = 400
const RANGE = 1200

/** Questions of a line and answers of 400 to 1,600 characters with everything in them that answers have, made up from their place. */
export function createHistory(count: number): PastMessage[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `m${index}`,
    role: isQuestion(index) ? 'user' : 'assistant',
    text: messageAt(index).markdown,
  }))
}

/** A message of the history, with what is to be seen of it. */
export function messageAt(index: number): Document {
  if (!isQuestion(index)) return createAnswer(SHORTEST + ((index * 373) % RANGE), index + 2)
  return new Writer().text(questionAt(index)).document
}

const isQuestion = (index: number): boolean => index % 2 === 0

/** What each answer ends with, whatever draws it. */
export const ANSWER_END = 'In the end: keep it simple.'

/** The message at an even place. */
export function questionAt(index: number): string {
  return `Question ${index}: how should I configure the retries of the gateway for tenant ${index * 7}, given a bounded queue?`
}
