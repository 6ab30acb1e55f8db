import { requestMessages, textOf, useChatStream, type ChatMessage, type Tool } from '@rivulet/react'
import type { ReactNode } from 'react'

const SYSTEM = { role: 'system', content: 'You are a patient teacher. Answer in two sentences.' } as const

/** Rows of tools and of instructions are for the model. */
const isSaid = ({ wire }: ChatMessage) => wire.role === 'user' || wire.role === 'assistant'

export function Teacher({ tools }: { tools: Tool[] }): ReactNode {
  const { messages, send } = useChatStream({
    baseURL: '/v1',
    model: 'default',
    tools,
    prepareRequest: (path) => [SYSTEM, ...requestMessages(path)],
  })
  return (
    <>
      {messages.filter(isSaid).map((message) => (
        <p key={message.id}>{textOf(message)}</p>
      ))}
      <button onClick={() => void send('Why is the sky blue?')}>Ask</button>
    </>
  )
}
