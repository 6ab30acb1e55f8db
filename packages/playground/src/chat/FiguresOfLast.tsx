import type { Chat } from '@rivulet/chat'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import type { EventLog } from '../events/eventLog.js'
import { Figures } from './Figures.js'
import { measureAnswer } from './measureAnswer.js'

/** Figures of the last answer of a chat, by its message and by what came over the wire. */
export function FiguresOfLast({ chat, log }: { chat: Chat; log: EventLog }): ReactNode {
  const { messages } = useSyncExternalStore(chat.subscribe, chat.getSnapshot)
  const { exchanges } = useSyncExternalStore(log.subscribe, log.getSnapshot)
  const answer = messages.findLast(({ wire }) => wire.role === 'assistant')
  const [brought, setBrought] = useState<{ answerId: string; exchangeId: number }>()
  const newest = exchanges.at(-1)
  // While an answer comes, the newest exchange is the one that brings it; afterwards others may follow it, of other conversations too.
  if (answer && !answer.ending && newest && (brought?.answerId !== answer.id || brought.exchangeId !== newest.id)) {
    setBrought({ answerId: answer.id, exchangeId: newest.id })
  }
  const exchange = brought?.answerId === answer?.id ? exchanges.find(({ id }) => id === brought?.exchangeId) : undefined
  return <Figures figures={measureAnswer(answer, exchange)} />
}
