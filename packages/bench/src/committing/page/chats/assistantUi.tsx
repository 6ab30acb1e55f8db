import {
  AssistantRuntimeProvider,
  MessagePrimitive,
  ThreadPrimitive,
  useAuiState,
  useLocalRuntime,
  useMessagePartText,
  type ChatModelAdapter,
  type ThreadMessageLike,
} from '@assistant-ui/react'
import { memo, useEffect, useState } from 'react'
import type { Chat } from '../../../chatting/page/Chat.ts'
import { mountChat, type ChatProps } from '../../../chatting/page/mountChat.tsx'
import { readDeltas } from '../../../chatting/page/readDeltas.ts'
import { countRender } from '../renders.ts'

const adapter: ChatModelAdapter = {
  async *run({ abortSignal }) {
    let text = ''
    for await (const delta of readDeltas(abortSignal)) {
      text += delta
      yield { content: [{ type: 'text', text }] }
    }
  },
}

/** What shows a message is drawn anew, and the message around it is not. */
const Text = memo(function Text() {
  const { text } = useMessagePartText()
  countRender(useAuiState(({ message }) => message.id))
  return <p>{text}</p>
})
const PARTS = { Text }

const Message = memo(function Message() {
  return (
    <MessagePrimitive.Root>
      <MessagePrimitive.Parts components={PARTS} />
    </MessagePrimitive.Root>
  )
})
const MESSAGES = { Message }

function AssistantUiChat({ history, onSend }: ChatProps) {
  const [initialMessages] = useState(() =>
    history.map(({ id, role, text }): ThreadMessageLike => ({ id, role, content: [{ type: 'text', text }] })),
  )
  const runtime = useLocalRuntime(adapter, { initialMessages })
  useEffect(() => onSend(() => runtime.thread.append({ role: 'user', content: [{ type: 'text', text: 'Go' }] })), [onSend, runtime])
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <ThreadPrimitive.Root>
        <ThreadPrimitive.Viewport>
          <ThreadPrimitive.Messages components={MESSAGES} />
        </ThreadPrimitive.Viewport>
      </ThreadPrimitive.Root>
    </AssistantRuntimeProvider>
  )
}

export const chat: Chat = { mount: mountChat(AssistantUiChat) }
