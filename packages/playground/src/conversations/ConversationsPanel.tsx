import { ConversationList, type ConversationMatch, type LabelOverrides, type SearchMessages } from '@rivulet/components'
import { useConversations } from '@rivulet/react'
import { useState, type ReactNode } from 'react'
import { CONVERSATIONS_BESIDE, CONVERSATIONS_PANEL, Panel } from '../Panel.js'
import { TransferMenu } from '../transfer/TransferMenu.js'
import { go, hrefOf, newConversation, type Route } from '../useRoute.js'
import { outboxStorage, storage } from './storage.js'

export interface ConversationsPanelProps {
  currentId: string | undefined
  answeringIds: readonly string[]
  words: LabelOverrides | undefined
}

/** Every conversation that was kept, and what can be done with them. */
export function ConversationsPanel({ currentId, answeringIds, words }: ConversationsPanelProps): ReactNode {
  const { conversations, isPending, error, rename, pin, remove } = useConversations({ storage })
  const [layers, setLayers] = useState<HTMLElement | null>(null)
  const removeIt = async (id: string): Promise<void> => {
    await remove(id)
    await outboxStorage.remove(id)
    if (id === currentId) go(newConversation())
  }
  return (
    <Panel
      id={CONVERSATIONS_PANEL}
      title="Conversations"
      beside={CONVERSATIONS_BESIDE}
      actions={<TransferMenu storage={storage} currentId={currentId} />}
    >
      <ConversationList
        className="conversations"
        conversations={isPending ? undefined : conversations}
        currentId={currentId}
        answeringIds={answeringIds}
        hrefOf={(id, match) => hrefOf(routeTo(id, match))}
        onSelect={(id, match) => goFromSheet(routeTo(id, match))}
        onSearch={searchMessages}
        onCreate={() => goFromSheet(newConversation())}
        // What did not work is told by the hook's error, under the list.
        onRename={(id, title) => rename(id, title).catch(() => undefined)}
        onPin={(id, pinned) => pin(id, pinned).catch(() => undefined)}
        onRemove={(id) => removeIt(id).catch(() => undefined)}
        error={error ?? undefined}
        labels={words}
        portalContainer={layers ?? undefined}
      />
      <div ref={setLayers} className="panel-layers" />
    </Panel>
  )
}

/** What searches is loaded with the first search, and keeps what it read. */
const searchMessages: SearchMessages = async (query, context) =>
  (await import('../search/searchMessages.js')).searchMessages(query, context)

/** Of what was found in a message: to that message. */
function routeTo(id: string, match: ConversationMatch | undefined): Route {
  return { view: 'chat', id, ...(match?.messageId === undefined ? {} : { messageId: match.messageId }) }
}

/** On a phone the list lies over the chat that was chosen in it. */
function goFromSheet(route: Route): void {
  const panel = document.getElementById(CONVERSATIONS_PANEL)
  if (panel?.matches(':popover-open')) panel.hidePopover()
  go(route)
}
