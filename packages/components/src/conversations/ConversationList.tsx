'use client'
import SquarePen from 'lucide-react/icons/square-pen'
import { forwardRef, useDeferredValue, useId, useRef, useState, type ReactNode } from 'react'
import type { ConversationInfo } from '@rivulet/chat'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { RetryButton } from '../message/RetryButton.js'
import { flag, type Part, type PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { SearchField } from '../shared/SearchField.js'
import { useStableCallback } from '../shared/stable.js'
import { byAge } from './byAge.js'
import { ConversationListStatus } from './ConversationListStatus.js'
import type { ConversationMatch, SearchMessages } from './ConversationMatch.js'
import { ConversationRow, type RowActions } from './ConversationRow.js'
import { matchingTitles } from './matchingTitles.js'
import { moveFocus } from './moveFocus.js'
import { useMessageSearch } from './useMessageSearch.js'
import { useRemoval } from './useRemoval.js'

export interface ConversationListProps extends PartProps<'nav', 'onSelect'> {
  /** In any order: they are grouped by their age, pinned ones first. Undefined while they are being loaded. */
  conversations: readonly ConversationInfo[] | undefined
  /** The one that is shown. */
  currentId?: string | undefined
  /** Conversations in which an answer is being written. */
  answeringIds?: readonly string[] | undefined
  /** Called with the id of the conversation that was chosen; `match`: what was found in its messages, where it was chosen for that. */
  onSelect: (id: string, match?: ConversationMatch) => unknown
  /**
   * Searches the messages, too. Titles are searched by the list itself, at once; what this finds besides stands below them, in the order in which it comes.
   * Called when the reader stops typing, and not for nothing; the signal aborts when they ask for something else.
   */
  onSearch?: SearchMessages | undefined
  /** Offers to begin a new one. */
  onCreate?: (() => unknown) | undefined
  /** Offers to rename; the title comes trimmed and is never empty. */
  onRename?: ((id: string, title: string) => unknown) | undefined
  /** Offers to pin and to unpin. */
  onPin?: ((id: string, pinned: boolean) => unknown) | undefined
  /** Offers to delete, and asks the reader first. */
  onRemove?: ((id: string) => unknown) | undefined
  /** Address of a conversation, or of what was found in it: its row is a link then, which can be opened in a tab of its own. */
  hrefOf?: ((id: string, match?: ConversationMatch) => string) | undefined
  /** Why they could not be loaded: its `message` is shown in place of an empty list, under it where there is one. */
  error?: { message: string } | null | undefined
  /** Offers to load them again. */
  onRetry?: (() => unknown) | undefined
  /** What decides which day it is, in milliseconds of the epoch. @defaultValue the time at which the list is drawn first */
  nowMs?: number | undefined
  /** Where menus and dialogs are put. @defaultValue the body of the page */
  portalContainer?: PortalContainer
}

/**
 * The conversations that there are: found by their titles and their messages, renamed, pinned and deleted. One row is reached by Tab, the others by the arrow
 * keys, Home and End; F2 renames and Delete deletes.
 */
export const ConversationList: Part<ConversationListProps, HTMLElement> = forwardRef<HTMLElement, ConversationListProps>(
  function ConversationList(
    {
      conversations,
      currentId,
      answeringIds = [],
      onSelect,
      onSearch,
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
    const found = matchingTitles(conversations ?? [], asked, words)
    const search = useMessageSearch(onSearch, asked)
    const inMessages = foundBesides(search?.matches ?? [], conversations ?? [], found)
    const groups = byAge(found, nowMs ?? openedAtMs)
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
      hrefOf: hrefOf && (address as typeof hrefOf),
    }
    const shown = [...groups.flatMap((group) => group.conversations), ...inMessages.map(({ info }) => info)]
    const reachableId = (shown.find(({ id }) => id === currentId) ?? shown[0])?.id
    const drawRow = (info: ConversationInfo, match?: ConversationMatch) => (
      <ConversationRow
        key={info.id}
        info={info}
        match={match}
        current={info.id === currentId}
        reachable={info.id === reachableId}
        answering={answeringIds.includes(info.id)}
        words={words}
        portalContainer={portalContainer}
        {...actions}
      />
    )

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
          {groups.map((group) => (
            <Group key={group.age} title={words.conversationAges[group.age]}>
              {group.conversations.map((info) => drawRow(info))}
            </Group>
          ))}
          {inMessages.length > 0 ? (
            <Group title={words.inMessages} pending={search?.isPending}>
              {inMessages.map(({ info, match }) => drawRow(info, match))}
            </Group>
          ) : null}
          {error ? <Failure text={error.message} onRetry={onRetry} words={words} /> : null}
          <ConversationListStatus
            count={conversations?.length}
            found={shown.length}
            query={asked}
            search={search}
            hasFailed={Boolean(error)}
            words={words}
          />
        </div>
        {removal.dialog}
      </Root>
    )
  },
)

/** What was found in messages alone: a conversation that its title found is shown already, and rows that are there do not move. */
function foundBesides(
  matches: readonly ConversationMatch[],
  conversations: readonly ConversationInfo[],
  byTitle: readonly ConversationInfo[],
): readonly { info: ConversationInfo; match: ConversationMatch }[] {
  if (matches.length === 0) return []
  const others = new Map(conversations.map((info) => [info.id, info]))
  for (const { id } of byTitle) others.delete(id)
  return matches.flatMap((match) => {
    const info = others.get(match.id)
    // Each stands there once, whatever was answered.
    others.delete(match.id)
    return info ? [{ info, match }] : []
  })
}

function Group({ title, pending, children }: { title: string; pending?: boolean | undefined; children: ReactNode }) {
  const heading = useId()
  return (
    <section className="rivulet-conversations-group" aria-labelledby={heading} data-pending={flag(pending)}>
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
