import {
  AssistantRuntimeProvider,
  MessagePrimitive,
  ThreadPrimitive,
  useLocalRuntime,
  type ChatModelAdapter,
  type ThreadMessageLike,
} from '@assistant-ui/react'
import { MarkdownTextPrimitive } from '@assistant-ui/react-markdown'
import { memo, useEffect, useState } from 'react'
import remarkGfm from 'remark-gfm'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { readDeltas } from '../readDeltas.ts'

const adapter: ChatModelAdapter = {
  async *run({ abortSignal }) {
    let text = ''
    for await (const delta of readDeltas(abortSignal)) {
      text += delta
      yield { content: [{ type: 'text', text }] }
    }
  },
}

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

function AssistantUiChat({ history, onSend }: ChatProps) {
  const [initialMessages] = useState(() =>
    history.map(({ id, role, text }): ThreadMessageLike => ({ id, role, content: [{ type: 'text', text }] })),
  )
  const runtime = useLocalRuntime(adapter, { initialMessages })
  useEffect(() => onSend(() => runtime.thread.append({ role: 'user', content: [{ type: 'text', text: 'Go' }] })), [onSend, runtime])
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
