import { QueueList, type QueueListProps } from '@rivulet/components'
import { Chat, type ChatProps } from '@rivulet/components/chat'
import type { Chat as ChatHandle } from '@rivulet/chat'
import { useMemo, type ReactNode } from 'react'
import { FiguresOfLast } from '../chat/FiguresOfLast.js'
import { labelsFor } from '../chat/labelsFor.js'
import { MARKDOWN } from '../chat/markdown.js'
import { HAS_KEYBOARD, Welcome } from '../chat/Welcome.js'
import { GatewayModelPicker } from '../gateway/GatewayModelPicker.js'
import type { Outbox } from '../offline/useOutbox.js'
import type { ConversationProps } from './Conversation.js'
import { keptDrafts } from './drafts.js'
import { useShownMessage } from './useShownMessage.js'

interface ShownConversationProps extends ConversationProps {
  chat: ChatHandle
  outbox: Outbox
}

const NOTES = {
  enter: 'Enter sends, Shift+Enter breaks the line',
  'mod+enter': 'Ctrl+Enter (or ⌘ Enter) sends, Enter breaks the line',
} as const

/** A conversation, drawn: its figures, its messages and the place to write. */
export function ShownConversation(props: ShownConversationProps): ReactNode {
  const { chat, outbox, use, log, settings, onSettings, words, tools, fieldRef, messageId } = props
  const { gateway } = use
  const labels = useMemo(() => labelsFor(gateway, words), [gateway, words])
  const parts = useMemo(() => partsWith(outbox), [outbox])
  const thread = useShownMessage(chat, messageId)
  // The suggestion goes away with the press; on a phone the field would bring up its keys over the answer.
  const askSuggested = (prompt: string): void => {
    if (HAS_KEYBOARD) fieldRef.current?.focus()
    void chat.send(prompt)
  }
  return (
    <>
      <FiguresOfLast chat={chat} log={log} />
      <Chat
        chat={chat}
        labels={labels}
        markdown={MARKDOWN}
        parts={parts}
        attachments
        voice
        drafts={keptDrafts}
        submitOn={settings.sendKey}
        announce={settings.announce}
        autoFocus={HAS_KEYBOARD}
        inputRef={fieldRef}
        actionsRef={thread}
        empty={<Welcome gateway={gateway} hasTools={tools !== undefined} onAsk={askSuggested} />}
        renderTools={tools?.renderTools}
        composerTools={<GatewayModelPicker use={use} settings={settings} onSettings={onSettings} words={words} />}
        footer={<p className="dock-note">{NOTES[settings.sendKey]}</p>}
      />
    </>
  )
}

function partsWith(outbox: Outbox): NonNullable<ChatProps['parts']> {
  return { queue: (queue) => <WithOutbox queue={queue} outbox={outbox} /> }
}

/** What waits for the chat, and behind it what waits for the server. */
function WithOutbox({ queue, outbox }: { queue: QueueListProps; outbox: Outbox }): ReactNode {
  const ofChat = queue.items.length
  const waits = (id: string): boolean => outbox.items.some((item) => item.id === id)
  return (
    <QueueList
      {...queue}
      items={[...queue.items, ...outbox.items]}
      edit={(id, content) => void (waits(id) ? outbox.edit(id, content) : queue.edit?.(id, content))}
      move={(id, position) => void (waits(id) ? outbox.move(id, Math.max(0, position - ofChat)) : queue.move?.(id, position))}
      remove={(id) => void (waits(id) ? outbox.remove(id) : queue.remove?.(id))}
    />
  )
}
