import { Message, Thread } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { ChatProvider, useChatStream, useMessage, useMessageIds, useRun, type UseChatStreamOptions } from '@rivulet/react'
import { useEffect } from 'react'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { OPTIONS, pastRows } from './rivuletOptions.ts'

function Row({ id }: { id: string }) {
  const message = useMessage(id)
  return message ? <Message message={message} /> : null
}

const renderRow = (id: string) => <Row id={id} />

type ChatHandle = ReturnType<typeof useChatStream>['chat']

function Rows({ chat: { getMessage } }: { chat: ChatHandle }) {
  return <Thread messageIds={useMessageIds()} renderRow={renderRow} getMessage={getMessage} run={useRun()} />
}

function RivuletChat({ history, onSend }: ChatProps) {
  const options: UseChatStreamOptions = { ...OPTIONS, initialMessages: pastRows(history) }
  const { chat: handle } = useChatStream(options)
  useEffect(() => onSend(() => handle.send('Go')), [onSend, handle])
  return (
    <ChatProvider chat={handle}>
      <Rows chat={handle} />
    </ChatProvider>
  )
}

export const chat: Chat = { extras: '.rivulet-code-header', scrolls: true, mount: mountChat(RivuletChat) }
