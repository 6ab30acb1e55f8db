'use client'
import ArrowDown from 'lucide-react/icons/arrow-down'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import type { Labels } from '../labels/labels.js'
import { Nearness } from '../thread/Nearness.js'
import { inspectorFormats } from './inspectorFormats.js'
import type { TimelineRow } from './timelineOf.js'
import { GROUP_ROWS, TimelineGroup } from './TimelineGroup.js'
import { ROW } from './TimelineRowView.js'
import { useFollowEnd } from './useFollowEnd.js'

interface RunTimelineProps {
  /** Those that the filter lets through. */
  rows: readonly TimelineRow[]
  /** Nothing has come yet, where there are no rows; else nothing is let through. */
  isEmpty: boolean
  droppedEvents: number
  /** The run's name. */
  name: string
  words: Labels
}

/** The rows of one run, following their end while the reader is there. */
export function RunTimeline({ rows, isEmpty, droppedEvents, name, words }: RunTimelineProps): ReactNode {
  const { ref, following, onScroll, follow, letGo } = useFollowEnd()
  const [nearness] = useState(() => new Nearness())
  const starts = Array.from({ length: Math.ceil(rows.length / GROUP_ROWS) }, (_, index) => index * GROUP_ROWS)
  return (
    <div className="rivulet-inspector-timeline">
      <div
        ref={ref}
        className="rivulet-inspector-scroll"
        role="region"
        aria-label={words.eventsOf(name)}
        tabIndex={0}
        data-following={following ? '' : undefined}
        onScroll={onScroll}
        onKeyDown={(event) => moveAmongRows(event, nearness, letGo)}
      >
        {droppedEvents > 0 ? (
          <p className="rivulet-inspector-note">{words.eventsGone(droppedEvents, inspectorFormats(words.locale).count(droppedEvents))}</p>
        ) : null}
        {rows.length === 0 ? <p className="rivulet-inspector-note">{isEmpty ? words.noEvents : words.noSuchEvents}</p> : null}
        {starts.map((start) => (
          <TimelineGroup
            key={start}
            rows={rows}
            start={start}
            end={Math.min(start + GROUP_ROWS, rows.length)}
            isLast={start + GROUP_ROWS >= rows.length}
            nearness={nearness}
            onLinger={letGo}
            words={words}
          />
        ))}
      </div>
      {following || rows.length === 0 ? null : (
        <button type="button" className="rivulet-inspector-follow" onClick={follow}>
          <ArrowDown className="rivulet-icon" />
          {words.newestEvents}
        </button>
      )}
    </div>
  )
}

/** Arrow up and down, Home and End among rows; along the line of reading opens a row, against it or Escape closes it. */
function moveAmongRows(event: KeyboardEvent<HTMLElement>, nearness: Nearness, onLinger: () => void): void {
  const scroller = event.currentTarget
  const target = event.target as HTMLElement
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const row = target.closest('li')?.querySelector<HTMLElement>(`[${ROW}]`)
  const isOnRow = target === row
  if (event.key === 'Escape' && row?.getAttribute('aria-expanded') === 'true') {
    event.preventDefault()
    row.focus()
    return row.click()
  }
  if (!isOnRow && target !== scroller) return
  if (isOnRow && opens(event.key, row)) {
    event.preventDefault()
    return row.click()
  }
  const next = destination(event.key, scroller, row, nearness)
  if (!next) return
  event.preventDefault()
  onLinger()
  next.focus()
}

/** Whether a key along or against the line of reading changes the row. */
function opens(key: string, row: HTMLElement): boolean {
  const [forwards, backwards] = row.matches(':dir(rtl)') ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
  const expanded = row.getAttribute('aria-expanded')
  return (key === forwards && expanded === 'false') || (key === backwards && expanded === 'true')
}

function destination(key: string, scroller: HTMLElement, row: HTMLElement | null | undefined, nearness: Nearness): HTMLElement | undefined {
  if ((key === 'Home' || key === 'End') && row) {
    const group = [...scroller.querySelectorAll('.rivulet-inspector-group')].at(key === 'Home' ? 0 : -1)
    if (!group) return undefined
    // Far rows are not drawn.
    flushSync(() => nearness.draw(group))
    return [...group.querySelectorAll<HTMLElement>(`[${ROW}]`)].at(key === 'Home' ? 0 : -1)
  }
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return undefined
  const rows = [...scroller.querySelectorAll<HTMLElement>(`[${ROW}]`)]
  if (row) return rows[rows.indexOf(row) + (key === 'ArrowDown' ? 1 : -1)]
  const { top, bottom } = scroller.getBoundingClientRect()
  const seen = rows.filter((each) => each.getBoundingClientRect().top >= top && each.getBoundingClientRect().bottom <= bottom)
  return seen.at(key === 'ArrowDown' ? 0 : -1)
}
