import { Bubble } from '@ant-design/x'
import { XMarkdown } from '@ant-design/x-markdown'
import { OpenAIChatProvider, useXChat, XRequest, type XModelMessage, type XModelParams, type XModelResponse } from '@ant-design/x-sdk'
import { useEffect, useState, type ComponentProps } from 'react'
import type { Chat } from '../Chat.ts'
import { PATHS } from '../../wires.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'

const GROWING = { hasNextChunk: true }
const WHOLE = { hasNextChunk: false }
const ROLES: NonNullable<ComponentProps<typeof Bubble.List>['role']> = {
  assistant: {
    placement: 'start',
    contentRender: (content: string, { status }) => (
      <XMarkdown content={content} streaming={status === 'updating' || status === 'loading' ? GROWING : WHOLE} />
    ),
  },
  user: { placement: 'end' },
}

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
  return (
    <Bubble.List
      className="viewport"
      role={ROLES}
      items={messages.map(({ id, message, status }) => ({
        key: id,
        role: message.role,
        status,
        loading: status === 'loading',
        content: message.content as string,
      }))}
    />
  )
}

export const chat: Chat = { scrolls: true, mount: mountChat(AntDesignXChat) }
