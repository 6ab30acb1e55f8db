'use client'
import { memo, useCallback, useState, useSyncExternalStore, type NamedExoticComponent, type ReactNode } from 'react'
import type { Chat } from '@rivulet/chat'
import { Message, type MessageProps } from '../message/Message.js'
import type { MessageHandlers } from '../message/MessageHandlers.js'
import type { ChatParts } from './ChatParts.js'
import type { Edited } from './edited.js'
import type { RowRun, RowRuns } from './rowRuns.js'

/** What every row of a chat is drawn from; the same object while none of it changes. */
export interface RowSetting {
  chat: Chat
  runs: RowRuns
  edited: Edited
  handlers: MessageHandlers
  look: Pick<MessageProps, 'parts' | 'renderTools' | 'markdown' | 'actions'>
  draw: ChatParts['message']
}

/** A message that subscribes to itself: while an answer comes its row is the only one that renders. */
export const ChatRow: NamedExoticComponent<{ id: string; setting: RowSetting }> = memo(function ChatRow({ id, setting }) {
  const { chat, runs, edited, handlers, look, draw } = setting
  const subscribe = useCallback((listener: () => void) => chat.subscribeMessage(id, listener), [chat, id])
  const message = useSyncExternalStore(
    subscribe,
    () => chat.getMessage(id),
    () => chat.getMessage(id),
  )
  const branches = useSyncExternalStore(
    subscribe,
    () => chat.getBranches(id),
    () => chat.getBranches(id),
  )
  const isEdited = useSyncExternalStore(
    edited.subscribe,
    () => edited.get() === id,
    () => false,
  )
  const { last, busy, attempt } = useRowRun(runs, id)
  if (!message) return null

  const { onRetry, onContinue, ...others } = handlers
  const isOpen = last && !busy
  const props: MessageProps = {
    ...look,
    ...others,
    // Only the last turn can be tried again or gone on with.
    ...(isOpen && { onRetry, onContinue }),
    message,
    last,
    busy,
    attempt,
    ...(branches.length > 1 && { branches: { ids: branches, index: branches.indexOf(id) } }),
    ...(isEdited && { editing: true, onEditingChange: (editing) => (editing ? undefined : edited.set(undefined)) }),
  }
  return draw === null ? null : draw ? draw(props) : <Message {...props} />
})

function useRowRun(runs: RowRuns, id: string): RowRun {
  // What the server drew, and what hydration begins with.
  const [first] = useState(() => runs.of(id))
  return useSyncExternalStore(
    runs.subscribe,
    () => runs.of(id),
    () => first,
  )
}

/** One function for all rows of a setting. */
export function rowDrawer(setting: RowSetting): (id: string) => ReactNode {
  return (id) => <ChatRow id={id} setting={setting} />
}
