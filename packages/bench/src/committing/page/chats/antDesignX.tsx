import type { XModelMessage } from '@ant-design/x-sdk'
import type { Chat } from '../../../chatting/page/Chat.ts'
import { useAntDesignX } from '../../../chatting/page/chats/useAntDesignX.ts'
import { mountChat, type ChatProps } from '../../../chatting/page/mountChat.tsx'
import { createRow } from '../createRow.tsx'

const Row = createRow<XModelMessage>(({ content }) => (typeof content === 'string' ? content : content.text))

function AntDesignXChat(props: ChatProps) {
  const messages = useAntDesignX(props)
  return messages.map(({ id, message }) => <Row key={id} id={String(id)} message={message} />)
}

export const chat: Chat = { mount: mountChat(AntDesignXChat) }
