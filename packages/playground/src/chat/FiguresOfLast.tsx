import type { Chat } from '@rivulet/chat'
import { useSyncExternalStore, type ReactNode } from 'react'
import type { EventLog } from '../events/eventLog.js'
import { Figures } from './Figures.js'
import { measureAnswer } from './measureAnswer.js'

/** Figures of the last answer of a chat, by its message and by what came over the wire. */
export function FiguresOfLast({ chat, log }: { chat: Chat; log: EventLog }): ReactNode {
  const { messages } = useSyncExternalStore(chat.subscribe, chat.getSnapshot)
  const { exchanges } = useSyncExternalStore(log.subscribe, log.getSnapshot)
  const answer = messages.findLast(({ wire }) => wire.role === 'assistant')
  return <Figures figures={measureAnswer(answer, exchanges.at(-1))} />
}
