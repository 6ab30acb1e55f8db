'use client'
import SquarePen from 'lucide-react/icons/square-pen'
import { forwardRef, useDeferredValue, useId, useRef, useState, type ReactNode } from 'react'
import type { ConversationInfo } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { RetryButton } from '../message/RetryButton.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { SearchField } from '../shared/SearchField.js'
import { useStableCallback } from '../shared/stable.js'
import { byAge } from './byAge.js'
import { ConversationRow, type RowActions } from './ConversationRow.js'
import { moveFocus } from './moveFocus.js'
import { titled } from './titled.js'
import { useRemoval } from './useRemoval.js'

export interface ConversationListProps extends PartProps<'nav', 'onSelect'> {
  /** In any order: they are grouped by their age, pinned ones first. Undefined while they are being loaded. */
  conversations: readonly ConversationInfo[] | undefined
  /** The one that is shown. */
  currentId?: string | undefined
  /** Conversations in which an answer is being written. */
  answeringIds?: readonly string[] | undefined
  /** Called with the id of the conversation that was chosen. */
  onSelect: (id: string) => unknown
  /** Offers to begin a new one. */
  onCreate?: (() => unknown) | undefined
  /** Offers to rename; the title comes trimmed and is never empty. */
  onRename?: ((id: string, title: string) => unknown) | undefined
  /** Offers to pin and to unpin. */
  onPin?: ((id: string, pinned: boolean) => unknown) | undefined
  /** Offers to delete, and asks the reader first. */
  onRemove?: ((id: string) => unknown) | undefined
  /** Address of a conversation: its row is a link then, which can be opened in a tab of its own. */
  hrefOf?: ((id: string) => string) | undefined
  /** Why they could not be loaded; shown in place of an empty list, under it where there is one. */
  error?: { message: string } | null | undefined
  /** Offers to load them again. */
  onRetry?: (() => unknown) | undefined
  /** What decides which day it is, in milliseconds of the epoch. @defaultValue the time at which the list is drawn first */
  nowMs?: number | undefined
  /** Where menus and dialogs are put. @defaultValue the body of the page */
  portalContainer?: PortalContainer
}

/**
 * The conversations that there are: found by their titles, renamed, pinned and deleted. One row is reached by Tab, the others by the arrow
 * keys, Home and End; F2 renames and Delete deletes.
 */
export const ConversationList: Part<ConversationListProps, HTMLElement> = forwardRef<HTMLElement, ConversationListProps>(
  function ConversationList(
    {
      conversations,
      currentId,
      answeringIds = [],
      onSelect,
      onCreate,
      onRename,
      onPin,
      onRemove,
      hrefOf,
      error,
      onRetry,
      nowMs,
      portalContainer,
      labels,
      ...rest
    },
    ref,
  ) {
    const words = useLabels(labels)
    const list = useRef<HTMLDivElement>(null)
    const [openedAtMs] = useState(() => Date.now())
    const [query, setQuery] = useState('')
    const asked = useDeferredValue(query).trim()
    const found = matching(conversations ?? [], asked, words)
    const removal = useRemoval({ onRemove, list, words, portalContainer })
    const select = useStableCallback(onSelect)
    const rename = useStableCallback(onRename)
    const pin = useStableCallback(onPin)
    const address = useStableCallback(hrefOf)
    const actions: RowActions = {
      select,
      rename: onRename && rename,
      pin: onPin && pin,
      remove: onRemove && removal.ask,
      hrefOf: hrefOf && (address as (id: string) => string),
    }
    const reachableId = found.some(({ id }) => id === currentId) ? currentId : byAge(found, nowMs ?? openedAtMs)[0]?.conversations[0]?.id

    return (
      <Root tag="nav" rootClass="rivulet-conversations" aria-label={words.conversations} {...rest} rootRef={ref}>
        <div className="rivulet-conversations-head">
          {onCreate ? (
            <button type="button" className="rivulet-button rivulet-conversations-new" onClick={() => void onCreate()}>
              <SquarePen className="rivulet-icon" />
              {words.newConversation}
            </button>
          ) : null}
          {conversations && conversations.length > 0 ? (
            <SearchField value={query} onChange={setQuery} label={words.searchConversations} clearLabel={words.clearSearch} />
          ) : null}
        </div>
        <div ref={list} className="rivulet-conversations-list" onKeyDown={moveFocus}>
          {byAge(found, nowMs ?? openedAtMs).map((group) => (
            <Group key={group.age} title={words.conversationAges[group.age]}>
              {group.conversations.map((info) => (
                <ConversationRow
                  key={info.id}
                  info={info}
                  current={info.id === currentId}
                  reachable={info.id === reachableId}
                  answering={answeringIds.includes(info.id)}
                  words={words}
                  portalContainer={portalContainer}
                  {...actions}
                />
              ))}
            </Group>
          ))}
          {error ? <Failure text={error.message} onRetry={onRetry} words={words} /> : null}
          <Nothing conversations={conversations} found={found.length} query={asked} hasFailed={Boolean(error)} words={words} />
        </div>
        {removal.dialog}
      </Root>
    )
  },
)

/** Case and accents make no difference to who searches. */
function matching(conversations: readonly ConversationInfo[], query: string, words: Labels): readonly ConversationInfo[] {
  if (query === '') return conversations
  const fold = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(words.locale)
  const wanted = fold(query)
  return conversations.filter((info) => fold(titled(info, words)).includes(wanted))
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  const heading = useId()
  return (
    <section className="rivulet-conversations-group" aria-labelledby={heading}>
      <h2 id={heading} className="rivulet-conversations-age">
        {title}
      </h2>
      <ul>{children}</ul>
    </section>
  )
}

function Failure({ text, onRetry, words }: { text: string; onRetry: ConversationListProps['onRetry']; words: Labels }) {
  return (
    <div className="rivulet-conversations-failure" role="alert">
      <p>{words.conversationsFailed}</p>
      <p dir="auto">{text}</p>
      {onRetry ? <RetryButton onRetry={onRetry} label={words.retry} /> : null}
    </div>
  )
}

interface NothingProps {
  conversations: readonly ConversationInfo[] | undefined
  found: number
  query: string
  hasFailed: boolean
  words: Labels
}

/** What stands where there are no rows: they are on their way, there are none, or none is called that. Always there, so that it is read out. */
function Nothing({ conversations, found, query, hasFailed, words }: NothingProps) {
  const isLoading = conversations === undefined && !hasFailed
  return (
    <div className="rivulet-conversations-nothing" role="status">
      {isLoading ? <Placeholders label={words.loadingConversations} /> : null}
      {conversations?.length === 0 && !hasFailed ? (
        <>
          <p className="rivulet-conversations-nothing-title">{words.noConversations}</p>
          <p>{words.noConversationsHint}</p>
        </>
      ) : null}
      {found === 0 && query !== '' ? <p dir="auto">{words.noConversationFound(query)}</p> : null}
    </div>
  )
}

function Placeholders({ label }: { label: string }) {
  return (
    <>
      <span className="rivulet-hidden">{label}</span>
      <span className="rivulet-placeholder" />
      <span className="rivulet-placeholder" />
      <span className="rivulet-placeholder" />
    </>
  )
}
