'use client'
import { indexedDBStorage, textOf, useChatStream, type ChatMessage } from '@rivulet/react'
import { useState, type FormEvent, type ReactNode } from 'react'

const storage = indexedDBStorage()

interface SupportChatProps {
  id: string
  /** What the server has of the conversation. */
  initialMessages: readonly ChatMessage[]
}

export function SupportChat({ id, initialMessages }: SupportChatProps): ReactNode {
  const { messages, run, error, send, stop } = useChatStream({
    baseURL: '/api/chat',
    relay: true,
    model: 'default',
    id,
    initialMessages,
    storage,
  })
  const [text, setText] = useState('')
  const isRunning = run.phase !== 'idle'

  function submit(event: FormEvent) {
    event.preventDefault()
    if (text.trim() === '') return
    setText('')
    void send(text)
  }

  return (
    <main>
      <ol aria-busy={isRunning}>
        {messages.map((message) => (
          <li key={message.id} id={message.id}>
            {textOf(message)}
          </li>
        ))}
      </ol>
      {error ? <p role="alert">{error.message}</p> : null}
      <form onSubmit={submit}>
        <input aria-label="Message" value={text} onChange={({ target }) => setText(target.value)} />
        <button>Send</button>
        <button type="button" disabled={!isRunning} onClick={() => void stop()}>
          Stop
        </button>
      </form>
    </main>
  )
}
