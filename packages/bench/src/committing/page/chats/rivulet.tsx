import { textOf } from '@rivulet/chat'
import { useChatStream } from '@rivulet/react'
import { useEffect } from 'react'
import type { Chat } from '../../../chatting/page/Chat.ts'
import { OPTIONS, pastRows } from '../../../chatting/page/chats/rivuletOptions.ts'
import { mountChat, type ChatProps } from '../../../chatting/page/mountChat.tsx'
import { createRow } from '../createRow.tsx'

const Row = createRow(textOf)

function RivuletChat({ history, onSend }: ChatProps) {
  const { messages, send } = useChatStream({ ...OPTIONS, initialMessages: pastRows(history) })
  useEffect(() => onSend(() => send('Go')), [onSend, send])
  return messages.map((message) => <Row key={message.id} id={message.id} message={message} />)
}

export const chat: Chat = { mount: mountChat(RivuletChat) }
