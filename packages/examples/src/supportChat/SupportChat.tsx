import { Chat } from '@rivulet/components/chat'
import '@rivulet/components/styles.css'
import { useChatStream } from '@rivulet/react'

export function SupportChat({ baseURL = '/v1' }) {
  const { chat } = useChatStream({ baseURL, model: 'default' })

  return (
    <main className="support">
      <Chat chat={chat} suggestions={['Write a haiku', 'Show me what you can do']} />
    </main>
  )
}
