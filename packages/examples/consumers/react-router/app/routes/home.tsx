import { Chat } from '@rivulet/components/chat'
import { useChatStream, type ChatMessageParam } from '@rivulet/react'
import { useLoaderData } from 'react-router'

/** In place of a database. */
const WELCOME: ChatMessageParam[] = [{ role: 'assistant', content: 'Hello! **What** can I do for you?' }]

export function loader() {
  return { messages: WELCOME }
}

export default function Home() {
  const { messages } = useLoaderData<typeof loader>()
  const { chat } = useChatStream({ baseURL: '/api/chat', relay: true, model: 'default', id: 'support', initialMessages: messages })
  return (
    <main>
      <Chat chat={chat} />
    </main>
  )
}
