import { memo, useLayoutEffect, useMemo, useRef, useState, type MemoExoticComponent, type ReactNode } from 'react'
import { dayOf } from './days.js'
import { estimateLines } from './estimateLines.js'
import { Row, TextRow } from './Row.js'
import { idOf, type RowItem } from './rowsOf.js'
import type { ThreadDrawing } from './ThreadDrawing.js'

interface RowGroupProps {
  items: readonly RowItem[]
  /** Where its first row stands among all, from 0. */
  start: number
  drawing: ThreadDrawing
  today: number | undefined
  /** When the message before it was made. */
  beforeMs: number | undefined
  /** Its last row is the thread's. */
  isLast: boolean
  /** Plain text while it is far from what is seen. */
  isLight: boolean
  /** Of the thread's last row; see `Row`. */
  attempt: number | undefined
  isOpen: boolean
}

/** Rows that are skipped together while they are far away. */
export const RowGroup: MemoExoticComponent<(props: RowGroupProps) => ReactNode> = memo(function RowGroup({
  items,
  start,
  drawing,
  today,
  beforeMs,
  isLast,
  isLight,
  attempt,
  isOpen,
}) {
  const { messageOf, nearness, words } = drawing
  const element = useRef<HTMLDivElement>(null)
  const [isNear, setNear] = useState(isLast)
  useLayoutEffect(() => {
    const group = element.current
    return group && isLight ? nearness.observe(group, group.closest('.rivulet-thread-log'), setNear) : undefined
  }, [isLight, nearness])
  const days = useMemo(() => firstDays(items, messageOf, beforeMs), [items, messageOf, beforeMs])
  const isText = isLight && !isNear && !isLast
  const last = items.length - 1
  return (
    <div
      ref={element}
      className="rivulet-rows"
      // What is skipped has left the accessibility tree: the group is what is found there.
      role="group"
      aria-label={words.messageRange(start + 1, start + items.length)}
      data-text={isText ? '' : undefined}
      data-lines={isLast ? undefined : linesOf(items, messageOf)}
    >
      {isText ? (
        <TextRows items={items} drawing={drawing} />
      ) : (
        items.map((item, index) => (
          <Row
            key={idOf(item)}
            item={item}
            drawing={drawing}
            day={today !== undefined && (index > 0 || start > 0 || days[0] !== today) ? days[index] : undefined}
            today={today}
            attempt={isLast && index === last ? attempt : undefined}
            isOpen={isLast && index === last && isOpen}
          />
        ))
      )}
    </div>
  )
})

const TextRows = memo(function TextRows({ items, drawing }: Pick<RowGroupProps, 'items' | 'drawing'>) {
  return items.map((item) => <TextRow key={idOf(item)} item={item} drawing={drawing} />)
})

/** For each row the day that begins with it. */
function firstDays(
  items: readonly RowItem[],
  messageOf: ThreadDrawing['messageOf'],
  beforeMs: number | undefined,
): readonly (number | undefined)[] {
  let before = beforeMs === undefined ? undefined : dayOf(beforeMs)
  return items.map((item) => {
    const message = messageOf(item)
    const day = message && dayOf(message.createdAtMs)
    const isNew = day !== undefined && day !== before
    before = day ?? before
    return isNew ? day : undefined
  })
}

function linesOf(items: readonly RowItem[], messageOf: ThreadDrawing['messageOf']): number | undefined {
  let lines = 0
  for (const item of items) {
    const message = messageOf(item)
    if (message) lines += estimateLines(message)
  }
  return lines === 0 ? undefined : lines
}
