import { fetchServerSentEvents, useChat, type UIMessage } from '@tanstack/ai-react'
import { useEffect, useState } from 'react'
import { PATHS } from '../../wires.ts'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { Response } from '../Response.tsx'
import { STREAMDOWN_CODE_HEADER } from '../../../rendering/page/extras.ts'

function TanStackChat({ history, onSend }: ChatProps) {
  const [connection] = useState(() => fetchServerSentEvents(PATHS.tanStack))
  const [initialMessages] = useState(() =>
    history.map(({ id, role, text }): UIMessage => ({ id, role, parts: [{ type: 'text', content: text }] })),
  )
  const { messages, sendMessage, isLoading } = useChat({ connection, initialMessages })
  useEffect(() => onSend(() => sendMessage('Go')), [onSend, sendMessage])
  return messages.map((message, index) => (
    <div className="message" key={message.id}>
      {message.parts.map((part, place) =>
        part.type === 'text' ? (
          // As its documentation has it.
          // oxlint-disable-next-line react/no-array-index-key
          <Response key={place} text={part.content} isAnimating={isLoading && index === messages.length - 1} />
        ) : null,
      )}
    </div>
  ))
}

export const chat: Chat = { extras: STREAMDOWN_CODE_HEADER, mount: mountChat(TanStackChat) }
