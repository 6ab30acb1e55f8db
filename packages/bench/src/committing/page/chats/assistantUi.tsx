import { AssistantRuntimeProvider, MessagePrimitive, ThreadPrimitive, useAuiState, useMessagePartText } from '@assistant-ui/react'
import { memo } from 'react'
import type { Chat } from '../../../chatting/page/Chat.ts'
import { useAssistantUi } from '../../../chatting/page/chats/useAssistantUi.ts'
import { mountChat, type ChatProps } from '../../../chatting/page/mountChat.tsx'
import { countRender } from '../renders.ts'

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
const drawMessage = () => <Message />

function AssistantUiChat(props: ChatProps) {
  const runtime = useAssistantUi(props)
  return (
    <AssistantRuntimeProvider runtime={runtime}>
      <ThreadPrimitive.Root>
        <ThreadPrimitive.Viewport>
          <ThreadPrimitive.Messages>{drawMessage}</ThreadPrimitive.Messages>
        </ThreadPrimitive.Viewport>
      </ThreadPrimitive.Root>
    </AssistantRuntimeProvider>
  )
}

export const chat: Chat = { mount: mountChat(AssistantUiChat) }
