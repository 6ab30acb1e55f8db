import { useMemo } from 'react'
import type { Chat, ChatMessage, ChatSnapshot } from '@rivulet/chat'
import { useChatValue } from './useChatValue.js'

/** The ids of the path shown: the same array until a message comes or goes, so that text that grows does not render the list. */
export function useMessageIds(chat: Chat): readonly string[] {
  return useChatValue(
    chat,
    useMemo(() => kept((messages) => messages.map(({ id }) => id)), []),
  )
}

/** What the reader wrote on this path, oldest first. */
export function useWritten(chat: Chat): readonly string[] {
  return useChatValue(
    chat,
    useMemo(() => kept((messages) => messages.flatMap(writtenIn)), []),
  )
}

function writtenIn({ wire }: ChatMessage): string[] {
  return wire.role === 'user' && typeof wire.content === 'string' ? [wire.content] : []
}

/** A selector that gives the array it gave before while the entries are the same. */
function kept(read: (messages: readonly ChatMessage[]) => readonly string[]): (snapshot: ChatSnapshot) => readonly string[] {
  let of: readonly ChatMessage[] | undefined
  let held: readonly string[] = []
  return ({ messages }) => {
    if (messages === of) return held
    of = messages
    const next = read(messages)
    if (next.length !== held.length || next.some((entry, index) => entry !== held[index])) held = next
    return held
  }
}
