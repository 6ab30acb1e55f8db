import { ChatProvider, textOf, useChatState, useChatStream, useMessage, useMessageIds, useRun } from '@rivulet/react'
import { memo, type ReactNode } from 'react'

export function Support(): ReactNode {
  const { chat, send } = useChatStream({ baseURL: '/v1', model: 'default' })
  return (
    <ChatProvider chat={chat}>
      <Rows />
      <Status />
      <button onClick={() => void send('Where is my order?')}>Ask</button>
    </ChatProvider>
  )
}

function Rows() {
  const ids = useMessageIds()
  return ids.map((id) => <Row key={id} id={id} />)
}

const Row = memo(function Row({ id }: { id: string }) {
  const message = useMessage(id)
  return message ? <p>{textOf(message)}</p> : null
})

function Status() {
  const { phase } = useRun()
  const tokens = useChatState(({ usage }) => usage?.total_tokens ?? 0)
  return (
    <small>
      {phase}, {tokens} tokens so far
    </small>
  )
}
