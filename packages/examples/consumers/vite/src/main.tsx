import { Chat } from '@rivulet/components/chat'
import '@rivulet/components/styles.css'
import { useChatStream } from '@rivulet/react'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './page.css'

function SupportChat() {
  const { chat } = useChatStream({ baseURL: '/v1', model: 'default' })
  return (
    <main>
      <Chat chat={chat} suggestions={['Write a haiku']} />
    </main>
  )
}

const root = document.querySelector('#root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <SupportChat />
    </StrictMode>,
  )
}
