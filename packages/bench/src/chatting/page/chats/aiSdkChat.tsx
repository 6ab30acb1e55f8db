import { useChat } from '@ai-sdk/react'
import { DefaultChatTransport, type UIMessage } from 'ai'
import { useEffect, useState } from 'react'
import type { Chat } from '../Chat.ts'
import { PATHS } from '../../wires.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { Response } from '../Response.tsx'
import { STREAMDOWN_CODE_HEADER } from '../../../rendering/page/extras.ts'

/** @param options of `useChat`, such as its throttle */
export function createAiSdkChat(options: { throttle?: number }): Chat {
  function AiSdkChat({ history, onSend }: ChatProps) {
    const [initial] = useState(() => history.map(({ id, role, text }): UIMessage => ({ id, role, parts: [{ type: 'text', text }] })))
    const [transport] = useState(() => new DefaultChatTransport({ api: PATHS.aiSdk }))
    const { messages, sendMessage, status } = useChat({ messages: initial, transport, ...options })
    useEffect(() => onSend(() => sendMessage({ text: 'Go' })), [onSend, sendMessage])
    return messages.map((message, index) => (
      <div className="message" key={message.id}>
        {message.parts.map((part, place) =>
          part.type === 'text' ? (
            // As its README has it.
            // oxlint-disable-next-line react/no-array-index-key
            <Response key={place} text={part.text} isAnimating={status === 'streaming' && index === messages.length - 1} />
          ) : null,
        )}
      </div>
    ))
  }
  return { extras: STREAMDOWN_CODE_HEADER, mount: mountChat(AiSdkChat) }
}
