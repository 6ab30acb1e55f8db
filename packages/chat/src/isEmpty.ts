import type { ChatMessageParam } from '@rivulet/core'

/** Whether a message's content says nothing: no text but white space, and no part that is none. */
export function isEmpty(content: ChatMessageParam['content'] | readonly object[] | undefined): boolean {
  if (typeof content === 'string') return content.trim() === ''
  return (content ?? []).every((part) => 'text' in part && String(part.text).trim() === '')
}
