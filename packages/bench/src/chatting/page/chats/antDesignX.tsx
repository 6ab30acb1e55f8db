import { Bubble } from '@ant-design/x'
import { XMarkdown } from '@ant-design/x-markdown'
import type { ComponentProps } from 'react'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { useAntDesignX } from './useAntDesignX.ts'

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

function AntDesignXChat(props: ChatProps) {
  const messages = useAntDesignX(props)
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

export const chat: Chat = { rows: '.ant-bubble', scrolls: true, mount: mountChat(AntDesignXChat) }
