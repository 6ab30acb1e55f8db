import type { Chat, ContentPart, ConversationStorage, QueuedMessage } from '@rivulet/chat'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { newId } from '../newId.js'
import { server, useServer } from './useServer.js'

type Content = string | readonly ContentPart[]

export interface Outbox {
  /** What waits for the server, the next one first. */
  readonly items: readonly QueuedMessage[]
  readonly add: (content: Content) => Promise<void>
  readonly edit: (id: string, content: Content) => Promise<void>
  readonly move: (id: string, position: number) => Promise<void>
  readonly remove: (id: string) => Promise<void>
}

type Change = (held: readonly QueuedMessage[]) => readonly QueuedMessage[]

const NONE: readonly QueuedMessage[] = []

/**
 * What was sent in a conversation while the server was gone: kept over a reload, and sent in its order once the server is back. A chat by
 * itself waits for a network; a page whose own machine serves it has one, and still nobody to ask.
 */
export function useOutbox({ id }: Chat, storage: ConversationStorage, deliver: (item: QueuedMessage) => Promise<void>): Outbox {
  const items = useWaiting(storage, id)
  const isThere = useServer() === 'there'
  const isDelivering = useRef(false)

  const change = useCallback(
    async (next: Change) => {
      const queue = next((await storage.load(id))?.queue ?? NONE)
      await (queue.length > 0 ? storage.save(id, { queue }) : storage.remove(id))
    },
    [storage, id],
  )

  useEffect(() => {
    const [next] = items
    if (!isThere || !next || isDelivering.current) return
    isDelivering.current = true
    // Sent under its own id: a page that dies between the two sends it once, and so do two tabs.
    void deliver(next)
      .then(() => change((held) => held.filter((item) => item.id !== next.id)))
      .catch(() => server.check())
      .finally(() => {
        isDelivering.current = false
      })
  }, [items, isThere, deliver, change])

  return useMemo(
    () => ({
      items,
      add: (content) => change((held) => [...held, { id: newId(), content, createdAtMs: Date.now() }]),
      edit: (itemId, content) => change((held) => held.map((item) => (item.id === itemId ? { ...item, content } : item))),
      move: (itemId, position) =>
        change((held) => {
          const moved = held.filter((item) => item.id === itemId)
          return held.filter((item) => item.id !== itemId).toSpliced(position, 0, ...moved)
        }),
      remove: (itemId) => change((held) => held.filter((item) => item.id !== itemId)),
    }),
    [items, change],
  )
}

/** The queue of a conversation as it is kept, whichever tab changes it. */
function useWaiting(storage: ConversationStorage, id: string): readonly QueuedMessage[] {
  const [items, setItems] = useState(NONE)
  useEffect(() => {
    let isLeft = false
    const read = async (): Promise<void> => {
      // What cannot be read is not shown as waiting; a send tells why.
      const conversation = await storage.load(id).catch(() => undefined)
      if (!isLeft) setItems(conversation?.queue ?? NONE)
    }
    void read()
    const leave = storage.subscribe?.((changed) => {
      if (changed === undefined || changed === id) void read()
    })
    return () => {
      isLeft = true
      leave?.()
    }
  }, [storage, id])
  return items
}
