import { conversationOptions, useConversations, type ConversationStorage } from '@rivulet/react'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'

export function Sidebar({ storage, open }: { storage: ConversationStorage; open: (id: string) => void }): ReactNode {
  const { conversations, isPending, error, pin, remove } = useConversations({ storage })
  return (
    <nav aria-busy={isPending}>
      {conversations.map(({ id, title = 'Untitled', pinned }) => (
        <p key={id}>
          <button onClick={() => open(id)}>{title}</button>
          <Length id={id} storage={storage} />
          <button onClick={() => void pin(id, !pinned)}>{pinned ? 'Unpin' : 'Pin'}</button>
          <button onClick={() => void remove(id)}>Delete</button>
        </p>
      ))}
      {error ? <p role="alert">{error.message}</p> : null}
    </nav>
  )
}

function Length({ id, storage }: { id: string; storage: ConversationStorage }) {
  const { data } = useQuery(conversationOptions(id, { storage }))
  return data ? <small>{data.messages.length} messages</small> : null
}
