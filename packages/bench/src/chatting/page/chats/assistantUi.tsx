import { AssistantRuntimeProvider, MessagePrimitive, ThreadPrimitive } from '@assistant-ui/react'
import { MarkdownTextPrimitive } from '@assistant-ui/react-markdown'
import { memo } from 'react'
import remarkGfm from 'remark-gfm'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { useAssistantUi } from './useAssistantUi.ts'

const PLUGINS = [remarkGfm]
/** `smooth` would show the text later than it came. */
const Text = memo(function Text() {
  return <MarkdownTextPrimitive smooth={false} remarkPlugins={PLUGINS} />
})
const PARTS = { Text }

function UserMessage() {
  return (
    <MessagePrimitive.Root className="message">
      <MessagePrimitive.Parts />
    </MessagePrimitive.Root>
  )
}

function AssistantMessage() {
  return (
    <MessagePrimitive.Root className="message">
      <MessagePrimitive.Parts components={PARTS} />
    </MessagePrimitive.Root>
  )
}

const MESSAGES = { UserMessage, AssistantMessage }

function AssistantUiChat(props: ChatProps) {
  const runtime = useAssistantUi(props)
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <ThreadPrimitive.Root>
        <ThreadPrimitive.Viewport className="viewport">
          <ThreadPrimitive.Messages components={MESSAGES} />
        </ThreadPrimitive.Viewport>
      </ThreadPrimitive.Root>
    </AssistantRuntimeProvider>
  )
}

export const chat: Chat = { scrolls: true, mount: mountChat(AssistantUiChat) }
