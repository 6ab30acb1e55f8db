import type { ChatMessage, Run } from '@rivulet/chat'
import type { NoticeableError } from '../error/ErrorNotice.js'
import { isWhole } from '../message/isWhole.js'
import type { RowItem } from './rowsOf.js'
import type { ThreadDrawing } from './ThreadDrawing.js'

type MessageOf = ThreadDrawing['messageOf']

/** Something is under way that ends by itself. Where a tool waits for a person, nothing is being written. */
export function isBusy(run: Run | undefined, last: ChatMessage | undefined): boolean {
  if (run) return run.phase !== 'idle' && run.phase !== 'approval'
  return isAnswering(last) && last?.state !== 'awaiting-approval'
}

export function isAnswering(last: ChatMessage | undefined): boolean {
  return last?.wire.role === 'assistant' && last.state !== 'done'
}

/** An answer that can be tried again: it was cut, or never came. */
export function isUnfinished(last: ChatMessage | undefined): boolean {
  return last?.wire.role === 'assistant' && last.state === 'done' && last.ending !== undefined && !isWhole(last.ending)
}

/** The last answer's ending tells of the error already. */
export function tells(last: ChatMessage | undefined, error: NoticeableError): boolean {
  return last?.ending?.kind === 'failed' && (last.ending.error === error || last.ending.error.message === error.message)
}

export function lastOf(items: readonly RowItem[], messageOf: MessageOf): ChatMessage | undefined {
  const last = items.at(-1)
  return last === undefined ? undefined : messageOf(last)
}

/** The message that the reader sent last. */
export function lastSentId(items: readonly RowItem[], messageOf: MessageOf): string | undefined {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index]
    const message = item === undefined ? undefined : messageOf(item)
    if (message?.wire.role === 'user') return message.id
  }
  return undefined
}
