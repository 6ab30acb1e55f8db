import { Thread } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { useChatStream } from '@rivulet/react'
import { useEffect } from 'react'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { OPTIONS, pastRows } from './rivuletOptions.ts'
import { OUR_CODE_HEADER } from '../../../rendering/page/extras.ts'

function ThreadOfMessages({ history, onSend }: ChatProps) {
  const { messages, run, send, retry } = useChatStream({ ...OPTIONS, initialMessages: pastRows(history) })
  useEffect(() => onSend(() => send('Go')), [onSend, send])
  return <Thread messages={messages} run={run} onRetry={retry} />
}

export const chat: Chat = { rows: '.rivulet-row', extras: OUR_CODE_HEADER, scrolls: true, mount: mountChat(ThreadOfMessages) }
