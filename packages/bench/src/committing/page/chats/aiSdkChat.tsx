import { useChat } from '@ai-sdk/react'
import { DefaultChatTransport, type UIMessage } from 'ai'
import { useEffect, useState } from 'react'
import type { Chat } from '../../../chatting/page/Chat.ts'
import { mountChat, type ChatProps } from '../../../chatting/page/mountChat.tsx'
import { PATHS } from '../../../chatting/wires.ts'
import { createRow } from '../createRow.tsx'

const Row = createRow<UIMessage>(({ parts }) => parts.map((part) => (part.type === 'text' ? part.text : '')).join(''))

/** @param options of `useChat`, such as its throttle */
export function createAiSdkChat(options: { throttle?: number }): Chat {
  function AiSdkChat({ history, onSend }: ChatProps) {
    const [initial] = useState(() => history.map(({ id, role, text }): UIMessage => ({ id, role, parts: [{ type: 'text', text }] })))
    const [transport] = useState(() => new DefaultChatTransport({ api: PATHS.aiSdk }))
    const { messages, sendMessage } = useChat({ messages: initial, transport, ...options })
    useEffect(() => onSend(() => sendMessage({ text: 'Go' })), [onSend, sendMessage])
    return messages.map((message) => <Row key={message.id} id={message.id} message={message} />)
  }
  return { mount: mountChat(AiSdkChat) }
}
