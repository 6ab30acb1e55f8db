'use client'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronUp from 'lucide-react/icons/chevron-up'
import Paperclip from 'lucide-react/icons/paperclip'
import Pencil from 'lucide-react/icons/pencil'
import X from 'lucide-react/icons/x'
import { useId, useLayoutEffect, useRef, useState, type ComponentType, type KeyboardEvent, type ReactNode } from 'react'
import type { QueuedMessage } from '@rivulet/chat'
import { splitContent } from '../attachments/splitContent.js'
import type { Labels } from '../labels/labels.js'
import { Visible } from '../shared/Visible.js'
import { fieldOf } from './ComposerActions.js'
import { QueueEditor } from './QueueEditor.js'
import type { QueueListProps } from './QueueList.js'

interface QueueItemProps extends Pick<QueueListProps, 'edit' | 'move' | 'remove'> {
  item: QueuedMessage
  position: number
  count: number
  words: Labels
}

/** One message of the queue, with what can be done to it. */
export function QueueItem({ item, position, count, words, edit, move, remove }: QueueItemProps): ReactNode {
  const root = useRef<HTMLLIElement>(null)
  const [isEditing, setEditing] = useState(false)
  const { text, attachments } = splitContent(item.content)
  const describedBy = useId()
  useLayoutEffect(() => {
    const own = root.current
    // It may be sent, or taken out elsewhere, while somebody is at it.
    return () => (own?.contains((own.getRootNode() as Document | ShadowRoot).activeElement) ? fieldOf(own)?.focus() : undefined)
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (!move || !event.altKey || isEditing || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(item.id, position + (event.key === 'ArrowUp' ? -1 : 1))
  }
  const endEditing = () => {
    setEditing(false)
    // Its button is there again with the next frame.
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>('[data-action="edit"]')?.focus())
  }
  const takeOut = () => {
    // The button goes away with its message: the focus goes to the next one's, or to the field.
    const neighbour = root.current?.nextElementSibling ?? root.current?.previousElementSibling
    const next = neighbour?.querySelector<HTMLElement>('[data-action="remove"]') ?? (root.current && fieldOf(root.current))
    next?.focus()
    remove?.(item.id)
  }
  const change = (changed: string) => edit?.(item.id, attachments.length === 0 ? changed : [...textPart(changed), ...attachments])
  const button = { words, describedBy }

  return (
    <li ref={root} className="rivulet-queue-item" data-editing={isEditing ? '' : undefined} onKeyDown={onKeyDown}>
      {isEditing ? (
        <QueueEditor text={text} words={words} hasFiles={attachments.length > 0} onChange={change} onClose={endEditing} />
      ) : (
        <>
          <p id={describedBy} className="rivulet-queue-text" dir="auto">
            {text.trim() === '' ? words.queuedFiles(attachments.length) : <Visible text={text} />}
          </p>
          {attachments.length > 0 ? (
            <Paperclip className="rivulet-icon" role="img" aria-label={words.queuedFiles(attachments.length)} />
          ) : null}
          {move && count > 1 ? (
            <>
              <QueueButton
                {...button}
                action="moveEarlier"
                icon={ChevronUp}
                disabled={position === 0}
                onPress={() => move(item.id, position - 1)}
              />
              <QueueButton
                {...button}
                action="moveLater"
                icon={ChevronDown}
                disabled={position === count - 1}
                onPress={() => move(item.id, position + 1)}
              />
            </>
          ) : null}
          {edit ? <QueueButton {...button} action="edit" icon={Pencil} onPress={() => setEditing(true)} /> : null}
          {remove ? <QueueButton {...button} action="remove" icon={X} onPress={takeOut} /> : null}
        </>
      )}
    </li>
  )
}

const NAMES = { moveEarlier: 'moveEarlier', moveLater: 'moveLater', edit: 'editQueued', remove: 'removeQueued' } as const

interface QueueButtonProps {
  action: keyof typeof NAMES
  icon: ComponentType<{ className?: string }>
  /** The message that it is for. */
  describedBy: string
  /** It stays where it is, so that the focus does. */
  disabled?: boolean
  words: Labels
  onPress: () => void
}

function QueueButton({ action, icon: Icon, describedBy, disabled = false, words, onPress }: QueueButtonProps) {
  const label = words[NAMES[action]]
  return (
    <button
      type="button"
      className="rivulet-icon-button"
      data-action={action}
      aria-label={label}
      aria-describedby={describedBy}
      aria-disabled={disabled}
      title={label}
      // The second press of a double click would take out what moved up under the pointer.
      onClick={({ detail }) => (disabled || (action === 'remove' && detail > 1) ? undefined : onPress())}
    >
      <Icon className="rivulet-icon" />
    </button>
  )
}

function textPart(text: string): { type: 'text'; text: string }[] {
  return text === '' ? [] : [{ type: 'text', text }]
}
