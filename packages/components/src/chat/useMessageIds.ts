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

/**
 * A selector that gives the array it gave before while the path is the same, which its two ends tell: a message has one parent. So a text that grows costs
 * the same under a thousand messages.
 */
function kept(read: (messages: readonly ChatMessage[]) => readonly string[]): (snapshot: ChatSnapshot) => readonly string[] {
  let path = ''
  let held: readonly string[] = []
  return ({ messages }) => {
    const ends = `${messages.length} ${messages[0]?.id} ${messages.at(-1)?.id}`
    if (ends === path) return held
    path = ends
    const next = read(messages)
    if (next.length !== held.length || next.some((entry, index) => entry !== held[index])) held = next
    return held
  }
}
