import { Thread } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { useChatStream } from '@rivulet/react'
import { useEffect } from 'react'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { OPTIONS, pastRows } from './rivuletOptions.ts'

function ThreadOfMessages({ history, onSend }: ChatProps) {
  const { messages, run, send, retry } = useChatStream({ ...OPTIONS, initialMessages: pastRows(history) })
  useEffect(() => onSend(() => send('Go')), [onSend, send])
  return <Thread messages={messages} run={run} onRetry={retry} />
}

export const chat: Chat = { extras: '.rivulet-code-header', scrolls: true, mount: mountChat(ThreadOfMessages) }
