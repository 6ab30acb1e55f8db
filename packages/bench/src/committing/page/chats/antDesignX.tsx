import { OpenAIChatProvider, useXChat, XRequest, type XModelMessage, type XModelParams, type XModelResponse } from '@ant-design/x-sdk'
import { useEffect, useState } from 'react'
import type { Chat } from '../../../chatting/page/Chat.ts'
import { mountChat, type ChatProps } from '../../../chatting/page/mountChat.tsx'
import { PATHS } from '../../../chatting/wires.ts'
import { createRow } from '../createRow.tsx'

const Row = createRow<XModelMessage>(({ content }) => (typeof content === 'string' ? content : content.text))

function AntDesignXChat({ history, onSend }: ChatProps) {
  const [provider] = useState(
    () =>
      new OpenAIChatProvider<XModelMessage, XModelParams, XModelResponse>({
        request: XRequest<XModelParams, XModelResponse>(`${location.origin}${PATHS.openai}`, {
          manual: true,
          params: { model: 'm', stream: true },
        }),
      }),
  )
  const [defaultMessages] = useState(() =>
    history.map(({ id, role, text }) => ({
      id,
      message: { role, content: text },
      status: role === 'user' ? ('local' as const) : ('success' as const),
    })),
  )
  const { messages, onRequest } = useXChat({ provider, defaultMessages, conversationKey: 'c' })
  useEffect(() => onSend(() => onRequest({ messages: [{ role: 'user', content: 'Go' }] })), [onSend, onRequest])
  return messages.map(({ id, message }) => <Row key={id} id={String(id)} message={message} />)
}

export const chat: Chat = { mount: mountChat(AntDesignXChat) }
