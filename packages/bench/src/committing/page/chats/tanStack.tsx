import { fetchServerSentEvents, useChat, type UIMessage } from '@tanstack/ai-react'
import { useEffect, useState } from 'react'
import type { Chat } from '../../../chatting/page/Chat.ts'
import { mountChat, type ChatProps } from '../../../chatting/page/mountChat.tsx'
import { PATHS } from '../../../chatting/wires.ts'
import { createRow } from '../createRow.tsx'

const Row = createRow<UIMessage>(({ parts }) => parts.map((part) => (part.type === 'text' ? part.content : '')).join(''))

function TanStackChat({ history, onSend }: ChatProps) {
  const [connection] = useState(() => fetchServerSentEvents(PATHS.tanStack))
  const [initialMessages] = useState(() =>
    history.map(({ id, role, text }): UIMessage => ({ id, role, parts: [{ type: 'text', content: text }] })),
  )
  const { messages, sendMessage } = useChat({ connection, initialMessages })
  useEffect(() => onSend(() => sendMessage('Go')), [onSend, sendMessage])
  return messages.map((message) => <Row key={message.id} id={message.id} message={message} />)
}

export const chat: Chat = { mount: mountChat(TanStackChat) }
