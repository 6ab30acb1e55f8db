'use client'
import Clock from 'lucide-react/icons/clock'
import { forwardRef, useState } from 'react'
import type { ContentPart, QueuedMessage } from '@rivulet/chat'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { fieldOf } from './ComposerActions.js'
import { QueueItem } from './QueueItem.js'

export interface QueueListProps extends PartProps<'section'> {
  /** What waits, the next one first. */
  items: readonly QueuedMessage[]
  /** It waits for the reader: says so, and offers to go on. */
  held?: boolean | undefined
  /** Has a queue that is held go on. Without it that is not offered. */
  onSendNow?: (() => unknown) | undefined
  /** Offers to change a message. Files that it has stay with it. */
  onEdit?: ((id: string, content: string | ContentPart[]) => unknown) | undefined
  /** Offers another order. `position` is 0 for the next one. */
  onMove?: ((id: string, position: number) => unknown) | undefined
  onRemove?: ((id: string) => unknown) | undefined
}

/**
 * What waits to be sent, over the field: each message can be changed in its place, moved (also by Alt with the arrow keys) and taken out.
 * Draws nothing where nothing waits.
 */
export const QueueList: Part<QueueListProps, HTMLElement> = forwardRef<HTMLElement, QueueListProps>(function QueueList(
  { items, held = false, onSendNow, onEdit, onMove, onRemove, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const [moved, setMoved] = useState('')
  if (items.length === 0) return null
  const move = (id: string, position: number) => {
    if (position < 0 || position >= items.length) return
    onMove?.(id, position)
    setMoved(words.movedTo(position + 1, items.length))
  }
  return (
    <Root tag="section" rootClass="rivulet-queue" state={{ held }} aria-label={words.queue} {...rest} rootRef={ref}>
      <div className="rivulet-queue-head">
        <Clock className="rivulet-icon" aria-hidden />
        <span className="rivulet-queue-title">{words.queue}</span>
        {held ? <span className="rivulet-queue-note">{words.queueHeld}</span> : null}
        {held && onSendNow ? (
          <button
            type="button"
            className="rivulet-button"
            onClick={({ currentTarget }) => {
              // The button goes away.
              fieldOf(currentTarget)?.focus()
              onSendNow()
            }}
          >
            {words.sendNow}
          </button>
        ) : null}
      </div>
      <ol>
        {items.map((item, position) => (
          <QueueItem
            key={item.id}
            item={item}
            position={position}
            count={items.length}
            words={words}
            onEdit={onEdit}
            onMove={onMove && move}
            onRemove={onRemove}
          />
        ))}
      </ol>
      <p className="rivulet-hidden" role="status">
        {moved}
      </p>
    </Root>
  )
})
