'use client'
import { memo, useCallback, useLayoutEffect, useRef, useState, type NamedExoticComponent } from 'react'
import type { Labels } from '../labels/labels.js'
import type { Nearness } from '../thread/Nearness.js'
import type { TimelineRow } from './timelineOf.js'
import { TimelineRowView } from './TimelineRowView.js'

/** Rows in a group: few enough that the growing one is cheap to draw, enough that thousands of rows are few groups. The stylesheet has the same number. */
export const GROUP_ROWS = 50

interface TimelineGroupProps {
  /** All rows that are shown; the group's are those from `start` to before `end`. */
  rows: readonly TimelineRow[]
  start: number
  end: number
  /** The end of the list is always drawn. */
  isLast: boolean
  nearness: Nearness
  /** Called when the reader turns to a row. */
  onLinger: () => void
  words: Labels
}

/** Rows that are drawn once they come near to what is seen. Far away they are as high as they would be, and nothing else. */
export const TimelineGroup: NamedExoticComponent<TimelineGroupProps> = memo(function TimelineGroup(props: TimelineGroupProps) {
  const { rows, start, end, isLast, nearness, onLinger, words } = props
  const element = useRef<HTMLOListElement>(null)
  const [isNear, setNear] = useState(isLast)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  useLayoutEffect(() => {
    const group = element.current
    return group ? nearness.observe(group, group.closest('.rivulet-inspector-scroll'), setNear) : undefined
  }, [nearness])
  const toggle = useCallback(
    (id: string) => {
      setOpen((before) => {
        const after = new Set(before)
        if (!after.delete(id)) after.add(id)
        return after
      })
      onLinger()
    },
    [onLinger],
  )
  const shown = rows.slice(start, end)
  // One that holds an opened row has another height than it would be given.
  const isDrawn = isNear || isLast || shown.some(({ key }) => open.has(key))
  return (
    <ol
      ref={element}
      className="rivulet-inspector-group"
      start={start + 1}
      data-full={end - start === GROUP_ROWS ? '' : undefined}
      data-drawn={isDrawn ? '' : undefined}
    >
      {isDrawn
        ? shown.map(({ key, step, event }) => (
            <TimelineRowView key={key} id={key} step={step} event={event} isOpen={open.has(key)} onToggle={toggle} words={words} />
          ))
        : null}
    </ol>
  )
}, areSame)

/** Whoever draws the list makes its rows anew; what stands in them stays the same. */
function areSame(before: TimelineGroupProps, after: TimelineGroupProps): boolean {
  const { start, end, isLast, nearness, onLinger, words } = after
  if (before.start !== start || before.end !== end || before.isLast !== isLast) return false
  if (before.nearness !== nearness || before.onLinger !== onLinger || before.words !== words) return false
  for (let at = start; at < end; at++) {
    const [old, row] = [before.rows[at], after.rows[at]]
    if (old?.key !== row?.key || old?.step !== row?.step || old?.event !== row?.event) return false
  }
  return true
}
