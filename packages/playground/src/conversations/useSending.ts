import type { Chat, ContentPart, QueuedMessage } from '@rivulet/chat'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import type { GatewayUse } from '../gateway/useGateway.js'
import { useOutbox, type Outbox } from '../offline/useOutbox.js'
import { server } from '../offline/useServer.js'
import { outboxStorage, storage } from './storage.js'

/** As long as the titles that a chat gives by itself. */
const TITLE_CHARS = 80

/** The chat, whose messages wait in the outbox while the server is gone, and go out with the model that is chosen by then. */
export function useSending(chat: Chat, { choice }: GatewayUse): { handle: Chat; outbox: Outbox } {
  const settle = useRef(choice.settle)
  useEffect(() => {
    settle.current = choice.settle
  })
  const sendNow = useCallback<Chat['send']>(
    async (content, options) => {
      chat.configure({ model: await settle.current() })
      await chat.send(content, options)
    },
    [chat],
  )
  const deliver = useCallback(({ id, content }: QueuedMessage) => sendNow(content, { id }), [sendNow])
  const outbox = useOutbox(chat, outboxStorage, deliver)
  const { add } = outbox
  const handle = useMemo<Chat>(() => {
    const send: Chat['send'] = async (content, options) => {
      if (await server.check()) return sendNow(content, options)
      await add(content)
      await nameConversation(chat, content)
    }
    return { ...chat, send }
  }, [chat, sendNow, add])
  return { handle, outbox }
}

/** Has a conversation stand in the list although nothing of it was sent yet. */
async function nameConversation({ id, getSnapshot }: Chat, content: string | readonly ContentPart[]): Promise<void> {
  if (getSnapshot().messages.length > 0) return
  const held = await storage.load(id)
  const text = typeof content === 'string' ? content : content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join(' ')
  if (held?.info.title === undefined && text !== '') await storage.save(id, { info: { title: text.slice(0, TITLE_CHARS) } })
}
