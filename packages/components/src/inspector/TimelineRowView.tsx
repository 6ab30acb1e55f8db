'use client'
import { memo, type MemoExoticComponent, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { CopyButton } from './CopyButton.js'
import { gistOf, nameOf, rawOf, toneOf } from './describeRow.js'
import { inspectorFormats } from './inspectorFormats.js'
import type { TimelineRow } from './timelineOf.js'

/** Marks what the arrow keys go to. */
export const ROW = 'data-row'

/** As much of an event's data as a row has room for. */
const MAX_SHOWN_CHARS = 240

interface TimelineRowViewProps {
  /** The row's key. */
  id: string
  step: TimelineRow['step']
  event: TimelineRow['event']
  isOpen: boolean
  onToggle: (id: string) => void
  words: Labels
}

/** One line for a step or an event, with what is behind it folded away. Takes its parts one by one: a row that is made anew is still the same. */
export const TimelineRowView: MemoExoticComponent<(props: TimelineRowViewProps) => ReactNode> = memo(function TimelineRowView({
  id,
  step,
  event,
  isOpen,
  onToggle,
  words,
}) {
  const row = (step ? { key: id, step } : { key: id, event }) as TimelineRow
  const canOpen = event ? event.data !== undefined : step?.kind !== 'first-byte' && step?.kind !== 'first-token'
  const line = <RowLine row={row} words={words} />
  return (
    <li data-step={step ? '' : undefined} data-tone={toneOf(row)} data-open={isOpen ? '' : undefined}>
      {canOpen ? (
        <button
          type="button"
          className="rivulet-inspector-row"
          {...{ [ROW]: '' }}
          tabIndex={-1}
          aria-expanded={isOpen}
          onClick={() => onToggle(id)}
        >
          {line}
        </button>
      ) : (
        <div className="rivulet-inspector-row" {...{ [ROW]: '' }} tabIndex={-1}>
          {line}
        </div>
      )}
      {isOpen && canOpen ? <Raw row={row} words={words} /> : null}
    </li>
  )
})

function RowLine({ row, words }: { row: TimelineRow; words: Labels }): ReactNode {
  const { step, event } = row
  const { offset, count } = inspectorFormats(words.locale)
  const gist = gistOf(row, words)
  return (
    <>
      <span className="rivulet-inspector-time">{offset((step ?? event).atMs)}</span>
      <span className="rivulet-inspector-kind">{nameOf(row, words)}</span>
      <span className="rivulet-inspector-data">
        {gist === '' ? null : <bdi className="rivulet-inspector-gist">{gist}</bdi>}
        {event?.data === undefined || event.data === gist ? null : (
          <bdi aria-hidden dir="ltr">
            {event.data.slice(0, MAX_SHOWN_CHARS)}
          </bdi>
        )}
      </span>
      {event ? <span className="rivulet-inspector-size">{count(event.chars)}</span> : null}
    </>
  )
}

function Raw({ row, words }: { row: TimelineRow; words: Labels }): ReactNode {
  const raw = rawOf(row) ?? ''
  return (
    <div className="rivulet-inspector-raw">
      <pre dir="ltr" tabIndex={0} role="group" aria-label={nameOf(row, words)}>
        {raw}
      </pre>
      <CopyButton className="rivulet-icon-button" label={words.copyEvent} textOf={() => row.event?.data ?? raw} words={words} />
    </div>
  )
}
