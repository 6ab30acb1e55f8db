import { indexedDBStorage, textOf, useChatStream } from '@rivulet/react'
import type { ReactNode } from 'react'

const storage = indexedDBStorage()

export function KeptChat({ id }: { id: string }): ReactNode {
  const { messages, loading, storageError, send } = useChatStream({ baseURL: '/v1', model: 'default', id, storage })
  if (loading) return <p>Reading…</p>
  return (
    <>
      {messages.map((message) => (
        <p key={message.id}>{textOf(message)}</p>
      ))}
      {storageError ? <p role="alert">{storageError.message}</p> : null}
      <button onClick={() => void send('Go on.')}>Send</button>
    </>
  )
}
