import { textOf } from '@rivulet/chat'
import { ChatProvider, useChatStream, useMessage, useMessageIds } from '@rivulet/react'
import { memo, useEffect } from 'react'
import type { Chat } from '../../../chatting/page/Chat.ts'
import { OPTIONS, pastRows } from '../../../chatting/page/chats/rivuletOptions.ts'
import { mountChat, type ChatProps } from '../../../chatting/page/mountChat.tsx'
import { countRender } from '../renders.ts'

const Row = memo(function Row({ id }: { id: string }) {
  const message = useMessage(id)
  countRender(id)
  return <p>{message && textOf(message)}</p>
})

function Rows() {
  return useMessageIds().map((id) => <Row key={id} id={id} />)
}

function RivuletChat({ history, onSend }: ChatProps) {
  const { chat: handle } = useChatStream({ ...OPTIONS, initialMessages: pastRows(history) })
  useEffect(() => onSend(() => handle.send('Go')), [onSend, handle])
  return (
    <ChatProvider chat={handle}>
      <Rows />
    </ChatProvider>
  )
}

export const chat: Chat = { mount: mountChat(RivuletChat) }
