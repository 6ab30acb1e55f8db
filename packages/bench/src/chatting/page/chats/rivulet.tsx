import { Chat as RivuletChat } from '@rivulet/components/chat'
import '@rivulet/components/styles.css'
import { useChatStream } from '@rivulet/react'
import { useEffect } from 'react'
import type { Chat } from '../Chat.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { OPTIONS, pastRows } from './rivuletOptions.ts'
import { OUR_CODE_HEADER } from '../../../rendering/page/extras.ts'

function Assembled({ history, onSend }: ChatProps) {
  const { chat: handle } = useChatStream({ ...OPTIONS, initialMessages: pastRows(history) })
  useEffect(() => onSend(() => handle.send('Go')), [onSend, handle])
  return <RivuletChat chat={handle} />
}

export const chat: Chat = { rows: '.rivulet-row', extras: OUR_CODE_HEADER, scrolls: true, mount: mountChat(Assembled) }
