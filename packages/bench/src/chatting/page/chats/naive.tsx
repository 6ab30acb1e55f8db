import { useEffect, useState } from 'react'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import type { Chat } from '../Chat.ts'
import type { PastMessage } from '../history.ts'
import { mountChat, type ChatProps } from '../mountChat.tsx'
import { readDeltas } from '../readDeltas.ts'

const PLUGINS = [remarkGfm]
const ASKED: readonly PastMessage[] = [
  { id: 'question', role: 'user', text: 'Go' },
  { id: 'answer', role: 'assistant', text: '' },
]

/** What one writes first: all messages in one state, set at each delta, each drawn by react-markdown. */
function NaiveChat({ history, onSend }: ChatProps) {
  const [messages, setMessages] = useState(history)
  useEffect(() => {
    onSend(async () => {
      setMessages((before) => [...before, ...ASKED])
      for await (const delta of readDeltas())
        setMessages((before) => before.map((message) => (message.id === 'answer' ? { ...message, text: message.text + delta } : message)))
    })
  }, [onSend])
  return messages.map(({ id, text }) => (
    <div className="message" key={id}>
      <Markdown remarkPlugins={PLUGINS}>{text}</Markdown>
    </div>
  ))
}

export const chat: Chat = { mount: mountChat(NaiveChat) }
