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
  resume?: (() => unknown) | undefined
  /**
   * Offers to change a message. Called while it is being written, so that a message whose turn comes meanwhile goes out as it reads by then; Escape
   * brings back what it was. Files that it has stay with it.
   */
  edit?: ((id: string, content: string | ContentPart[]) => unknown) | undefined
  /** Offers another order. `position` is 0 for the next one. */
  move?: ((id: string, position: number) => unknown) | undefined
  /** Offers to take a message out. */
  remove?: ((id: string) => unknown) | undefined
}

/**
 * What waits to be sent, over the field: each message can be changed in its place, moved (also by Alt with the arrow keys) and taken out.
 * Draws nothing where nothing waits. Its props are what `useQueue` gives: `<QueueList {...useQueue()} />`.
 */
export const QueueList: Part<QueueListProps, HTMLElement> = forwardRef<HTMLElement, QueueListProps>(function QueueList(
  { items, held = false, resume, edit, move, remove, labels, ...rest },
  ref,
) {
  const words = useLabels(labels)
  const [moved, setMoved] = useState('')
  if (items.length === 0) return null
  const moveTo = (id: string, position: number) => {
    if (position < 0 || position >= items.length) return
    move?.(id, position)
    setMoved(words.movedTo(position + 1, items.length))
  }
  return (
    <Root tag="section" rootClass="rivulet-queue" state={{ held }} aria-label={words.queue} {...rest} rootRef={ref}>
      <div className="rivulet-queue-head">
        <Clock className="rivulet-icon" aria-hidden />
        <span className="rivulet-queue-title">{words.queue}</span>
        {held ? <span className="rivulet-queue-note">{words.queueHeld}</span> : null}
        {held && resume ? (
          <button
            type="button"
            className="rivulet-button"
            onClick={({ currentTarget }) => {
              // The button goes away.
              fieldOf(currentTarget)?.focus()
              resume()
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
            edit={edit}
            move={move && moveTo}
            remove={remove}
          />
        ))}
      </ol>
      <p className="rivulet-hidden" role="status">
        {moved}
      </p>
    </Root>
  )
})
