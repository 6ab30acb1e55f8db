import { textOf, useChatStream } from '@rivulet/react'
import type { ReactNode } from 'react'

export function Haiku(): ReactNode {
  const { messages, run, send, stop } = useChatStream({ baseURL: '/v1', model: 'default' })
  const isRunning = run.phase !== 'idle'
  return (
    <>
      {messages.map((message) => (
        <p key={message.id}>{textOf(message)}</p>
      ))}
      <button onClick={() => void (isRunning ? stop() : send('Write a haiku.'))}>{isRunning ? 'Stop' : 'Ask'}</button>
    </>
  )
}
