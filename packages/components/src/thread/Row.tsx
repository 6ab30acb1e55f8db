import { memo, type MemoExoticComponent, type ReactNode } from 'react'
import { Message } from '../message/Message.js'
import { roleName } from '../shared/roleName.js'
import { DaySeparator } from './DaySeparator.js'
import { estimateLines } from './estimateLines.js'
import { idOf, type RowItem } from './rowsOf.js'
import type { ThreadDrawing } from './ThreadDrawing.js'

interface RowProps {
  item: RowItem
  drawing: ThreadDrawing
  /** The day that begins with this row, and the one that it is. */
  day: number | undefined
  today: number | undefined
  /** The number of the try that follows one that failed. */
  attempt: number | undefined
  /** May be tried again, or gone on with. */
  isOpen: boolean
}

/** A message in its place. Rendered again only when the message, or what it is drawn with, is another object. */
export const Row: MemoExoticComponent<(props: RowProps) => ReactNode> = memo(function Row({ item, drawing, day, today, attempt, isOpen }) {
  const { message: look, propsOf, labels, words, messageOf } = drawing
  const message = messageOf(item)
  const { onRetry, onContinue, ...rest } = look
  return (
    <div
      className="rivulet-row"
      data-row={idOf(item)}
      data-role={message?.wire.role}
      data-lines={message?.state === 'done' ? estimateLines(message) : undefined}
    >
      {day === undefined || today === undefined ? null : <DaySeparator day={day} today={today} words={words} />}
      {typeof item === 'string' ? (
        drawing.renderRow?.(item)
      ) : drawing.renderMessage ? (
        drawing.renderMessage(item)
      ) : (
        <Message
          labels={labels}
          {...rest}
          {...propsOf?.(item)}
          message={item}
          attempt={attempt}
          onRetry={isOpen ? onRetry : undefined}
          onContinue={isOpen ? onContinue : undefined}
        />
      )}
    </div>
  )
})

/** The same message as plain text: all that find in page, a selection and a screen reader need of it while it is far away. */
export function TextRow({ item, drawing: { messageOf, plainText, words } }: Pick<RowProps, 'item' | 'drawing'>): ReactNode {
  const message = messageOf(item)
  if (!message) return null
  const { role } = message.wire
  return (
    <article className="rivulet-row" data-row={message.id} data-role={role} aria-label={roleName(role, words)} dir="auto">
      {plainText(message)}
    </article>
  )
}
