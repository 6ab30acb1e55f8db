import type { ReactNode, RefObject } from 'react'
import type { RowGroupItems } from './groupRows.js'
import { RowGroup } from './RowGroup.js'
import type { RowItem } from './rowsOf.js'
import type { ThreadDrawing } from './ThreadDrawing.js'
import { useToday } from './useToday.js'

/** From so many messages on, those that are far from what is seen are plain text. */
const LIGHT_FROM = 400

interface RowsProps {
  element: RefObject<HTMLDivElement | null>
  groups: readonly RowGroupItems[]
  drawing: ThreadDrawing
  /** Of the last row; see `Row`. */
  attempt: number | undefined
  isOpen: boolean
  /** What messages say is known here, so that they can be drawn as text. */
  knowsMessages: boolean
}

/** All rows of a thread, group by group. */
export function Rows({ element, groups, drawing, attempt, isOpen, knowsMessages }: RowsProps): ReactNode {
  const today = useToday()
  const last = groups.at(-1)
  const isLight = knowsMessages && last !== undefined && last.start + last.items.length >= LIGHT_FROM
  return (
    <div ref={element} className="rivulet-thread-rows">
      {groups.map((group, index) => {
        const isLast = group === last
        return (
          <RowGroup
            key={group.key}
            items={group.items}
            start={group.start}
            drawing={drawing}
            today={today}
            beforeMs={lastMadeMs(groups[index - 1]?.items, drawing.messageOf)}
            isLast={isLast}
            isLight={isLight}
            attempt={isLast ? attempt : undefined}
            isOpen={isLast && isOpen}
          />
        )
      })}
    </div>
  )
}

function lastMadeMs(items: readonly RowItem[] | undefined, messageOf: ThreadDrawing['messageOf']): number | undefined {
  const last = items?.at(-1)
  return last === undefined ? undefined : messageOf(last)?.createdAtMs
}
