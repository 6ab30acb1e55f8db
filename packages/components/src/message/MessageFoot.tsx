'use client'
import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import type { ChatMessage } from '@rivulet/chat'
import { useLabels } from '../labels/PartsProvider.js'
import type { PortalContainer } from '../layers/portalContainer.js'
import { drawn, type MessageLook } from './Answer.js'
import { BranchPicker } from './BranchPicker.js'
import { MessageActions, type MessageAction } from './MessageActions.js'
import type { Feedback, MessageBranches } from './MessageHandlers.js'
import type { MessageActs } from './useMessageActs.js'
import { whenNear } from './whenNear.js'

interface MessageFootProps {
  message: ChatMessage
  /** The actions are shown, whether anybody is near or not. */
  shown: boolean
  /** Somebody came near by pointer, focus or, with touch, by scrolling. */
  near: boolean
  onNear: (near: boolean) => void
  /** The line comes back after the message was edited: to the button that did it, the focus comes back too. */
  wasEdited: boolean
  look: MessageLook
  acts: MessageActs
  actions: readonly MessageAction[] | undefined
  branches: MessageBranches | undefined
  feedback: Feedback | undefined
  busy: boolean | undefined
  portalContainer: PortalContainer
  onEdit: (() => void) | undefined
}

/**
 * The line under a message: its versions and its actions. A thousand messages have it, so the buttons are made when somebody comes near; until then one
 * button that is not seen keeps their place in the order of the Tab key, and becomes the first of them when it is reached.
 */
export function MessageFoot(props: MessageFootProps): ReactNode {
  const { message, shown, near, onNear, wasEdited, look, acts, actions, branches, feedback, busy, portalContainer, onEdit } = props
  const words = useLabels(look.labels)
  const foot = useRef<HTMLDivElement>(null)
  const reached = useRef(false)
  const isMade = shown || near
  useLayoutEffect(() => {
    if (!isMade || !reached.current) return
    reached.current = false
    foot.current?.querySelector<HTMLElement>('.rivulet-actions button')?.focus()
  }, [isMade])
  const returns = useRef(wasEdited)
  useLayoutEffect(() => {
    if (returns.current) foot.current?.querySelector<HTMLElement>('[data-action="edit"]')?.focus()
  }, [])
  useEffect(() => {
    // Not the line itself: without its buttons it has no width, and under a question it lies where nothing is seen.
    const row = foot.current?.parentElement
    return isMade || !row ? undefined : whenNear(row, () => onNear(true))
  }, [isMade, onNear])
  if (actions?.length === 0 && !branches) return null
  const bar = {
    message,
    actions,
    onRegenerate: acts.regenerate,
    onEdit,
    onFeedback: acts.feedback,
    feedback,
    busy,
    markdown: look.markdown,
    portalContainer,
    labels: look.labels,
  }
  return (
    <div ref={foot} className="rivulet-message-foot">
      {branches ? <BranchPicker branches={branches} onSelect={acts.selectBranch} busy={busy} labels={look.labels} /> : null}
      {isMade ? (
        drawn(look.parts?.actions, bar, (given) => <MessageActions {...given} />)
      ) : (
        <button
          type="button"
          className="rivulet-hidden"
          aria-label={words.messageActions}
          onFocus={() => {
            reached.current = true
            onNear(true)
          }}
        />
      )}
    </div>
  )
}
