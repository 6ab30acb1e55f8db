import { Chat } from '@rivulet/components/chat'
import { useChatStream } from '@rivulet/react'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

function SupportChat() {
  const { chat } = useChatStream({ baseURL: '/v1', model: 'default' })
  return createElement(Chat, { chat })
}

createRoot(document.querySelector('main')).render(createElement(SupportChat))
