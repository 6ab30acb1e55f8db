'use client'
import Ellipsis from 'lucide-react/icons/ellipsis'
import Pencil from 'lucide-react/icons/pencil'
import Pin from 'lucide-react/icons/pin'
import PinOff from 'lucide-react/icons/pin-off'
import Trash from 'lucide-react/icons/trash-2'
import {
  memo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type NamedExoticComponent,
  type ReactNode,
  type RefObject,
} from 'react'
import type { ConversationInfo } from '@rivulet/chat'
import { withoutInvisible } from '@rivulet/markdown/react'
import type { Labels } from '../labels/labels.js'
import { MenuButton, type MenuEntry } from '../layers/MenuButton.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { flag } from '../shared/part.js'
import type { ConversationMatch } from './ConversationMatch.js'
import { ROW } from './moveFocus.js'
import { TitleField } from './TitleField.js'
import { titled } from './titled.js'

/** What can be done with a row; what is absent is not offered. */
export interface RowActions {
  select: (id: string, match?: ConversationMatch) => unknown
  rename: ((id: string, title: string) => unknown) | undefined
  pin: ((id: string, pinned: boolean) => unknown) | undefined
  remove: ((info: ConversationInfo) => void) | undefined
  hrefOf: ((id: string, match?: ConversationMatch) => string) | undefined
}

interface ConversationRowProps extends RowActions {
  info: ConversationInfo
  /** What was found in its messages, where it stands there for that. */
  match: ConversationMatch | undefined
  current: boolean
  /** Tab comes here; to the other rows go the arrow keys. */
  reachable: boolean
  answering: boolean
  words: Labels
  portalContainer: PortalContainer
}

/** One conversation of the list, memoised: a list of a thousand draws two rows when another one is chosen. */
export const ConversationRow: NamedExoticComponent<ConversationRowProps> = memo(function ConversationRow(props: ConversationRowProps) {
  const { info, match, current, reachable, answering, words, portalContainer, rename, remove } = props
  const row = useRef<HTMLElement>(null)
  const [isRenaming, setRenaming] = useState(false)
  const title = titled(info, words)
  const entries = entriesOf(props, () => setRenaming(true))

  const endRenaming = (given: string | undefined, isByKey: boolean) => {
    setRenaming(false)
    if (given !== undefined && given !== title) void rename?.(info.id, given)
    // The field goes away with what it had: the focus goes back to its row, unless the reader has taken it elsewhere.
    if (isByKey) requestAnimationFrame(() => row.current?.focus())
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F2' && rename) setRenaming(true)
    else if (event.key === 'Delete' && remove) remove(info)
    else return
    event.preventDefault()
  }

  return (
    <li
      className="rivulet-conversation"
      data-current={flag(current)}
      data-answering={flag(answering)}
      data-pinned={flag(info.pinned)}
      data-found={flag(match !== undefined)}
    >
      {isRenaming ? (
        <TitleField title={title} onEnd={endRenaming} words={words} />
      ) : (
        <RowTarget {...props} row={row} title={title} onKeyDown={onKeyDown} />
      )}
      {entries.length === 0 || isRenaming ? null : (
        <MenuButton
          className="rivulet-icon-button rivulet-conversation-menu"
          label={words.conversationActions(title)}
          entries={entries}
          tabIndex={reachable ? 0 : -1}
          portalContainer={portalContainer}
        >
          <Ellipsis className="rivulet-icon" />
        </MenuButton>
      )}
    </li>
  )
})

interface RowTargetProps extends Pick<
  ConversationRowProps,
  'info' | 'match' | 'current' | 'reachable' | 'answering' | 'select' | 'hrefOf' | 'words'
> {
  row: RefObject<HTMLElement | null>
  title: string
  onKeyDown: (event: KeyboardEvent) => void
}

/** A link where the application gives addresses, so that it can be opened elsewhere; a button otherwise. */
function RowTarget({ info, match, current, reachable, answering, select, hrefOf, words, row, title, onKeyDown }: RowTargetProps) {
  const chosen: [id: string, match?: ConversationMatch] = match ? [info.id, match] : [info.id]
  const common = {
    className: 'rivulet-conversation-title',
    [ROW]: info.id,
    'aria-current': current ? ('true' as const) : undefined,
    tabIndex: reachable ? 0 : -1,
    title,
    onKeyDown,
  }
  const content = (
    <>
      <span dir="auto">{title}</span>
      {answering ? <span className="rivulet-conversation-mark" role="img" aria-label={words.answeringHere} /> : null}
      {match ? <Excerpt match={match} /> : null}
    </>
  )
  if (!hrefOf) {
    return (
      <button {...common} ref={row as RefObject<HTMLButtonElement | null>} type="button" onClick={() => void select(...chosen)}>
        {content}
      </button>
    )
  }
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void select(...chosen)
  }
  return (
    <a {...common} ref={row as RefObject<HTMLAnchorElement | null>} href={hrefOf(...chosen)} onClick={onClick}>
      {content}
    </a>
  )
}

function Excerpt({ match: { excerpt } }: { match: ConversationMatch }): ReactNode {
  const [before, found, after] = excerpt
  return (
    <span className="rivulet-conversation-excerpt" dir="auto">
      {withoutInvisible(before)}
      <mark>{withoutInvisible(found)}</mark>
      {withoutInvisible(after)}
    </span>
  )
}

function entriesOf({ info, rename, pin, remove, words }: ConversationRowProps, startRenaming: () => void): MenuEntry[] {
  const { pinned = false } = info
  const entries: (MenuEntry | false | undefined)[] = [
    rename && { id: 'rename', label: words.rename, icon: <Pencil className="rivulet-icon" />, onSelect: startRenaming },
    pin && {
      id: 'pin',
      label: pinned ? words.unpin : words.pin,
      icon: pinned ? <PinOff className="rivulet-icon" /> : <Pin className="rivulet-icon" />,
      onSelect: () => pin(info.id, !pinned),
    },
    remove && {
      id: 'remove',
      label: words.remove,
      icon: <Trash className="rivulet-icon" />,
      dangerous: true,
      onSelect: () => remove(info),
    },
  ]
  return entries.filter((entry) => entry !== undefined && entry !== false)
}
