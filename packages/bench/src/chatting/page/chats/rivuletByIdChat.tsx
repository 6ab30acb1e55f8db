import { Message, Thread } from '@rivulet/components'
import '@rivulet/components/styles.css'
import { ChatProvider, useChatStream, useMessage, useMessageIds, useRun, type UseChatStreamOptions } from '@rivulet/react'
import { useEffect } from 'react'
import { OUR_CODE_HEADER } from '../../../rendering/page/extras.ts'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { OPTIONS, pastRows } from './rivuletOptions.ts'

/** Whether the thread may look messages up: one that may not draws all of them, however far they are from view. */
interface Knowledge {
  readonly knowsMessages: boolean
}

export function createRivuletById(knowledge: Knowledge): Chat {
  const mount = mountChat((props) => <RivuletChat {...props} {...knowledge} />)
  return { rows: '.rivulet-row', extras: OUR_CODE_HEADER, scrolls: true, mount }
}

function RivuletChat({ history, onSend, knowsMessages }: ChatProps & Knowledge) {
  const options: UseChatStreamOptions = { ...OPTIONS, initialMessages: pastRows(history) }
  const { chat: handle } = useChatStream(options)
  useEffect(() => onSend(() => handle.send('Go')), [onSend, handle])
  return (
    <ChatProvider chat={handle}>
      <Rows getMessage={knowsMessages ? handle.getMessage : undefined} />
    </ChatProvider>
  )
}

function Rows({ getMessage }: { getMessage: ReturnType<typeof useChatStream>['chat']['getMessage'] | undefined }) {
  return <Thread messageIds={useMessageIds()} renderRow={renderRow} getMessage={getMessage} run={useRun()} />
}

const renderRow = (id: string) => <Row id={id} />

function Row({ id }: { id: string }) {
  const message = useMessage(id)
  return message ? <Message message={message} /> : null
}
