'use client'
import type { ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { SearchField } from '../shared/SearchField.js'
import { holds, kindOf, type RowKind } from './describeRow.js'
import { inspectorFormats } from './inspectorFormats.js'
import type { TimelineRow } from './timelineOf.js'

/** What is shown of a timeline: these kinds, or all where there are none, and what holds this text. */
export interface ShownEvents {
  readonly kinds: ReadonlySet<RowKind>
  readonly text: string
}

export const ALL_EVENTS: ShownEvents = { kinds: new Set(), text: '' }

/** In this order they are offered. */
const KINDS: readonly RowKind[] = [
  'steps',
  'role',
  'reasoning',
  'text',
  'tool',
  'body',
  'event',
  'finish',
  'usage',
  'done',
  'error',
  'comment',
  'other',
]

/** The rows that are to be shown. */
export function filterRows(rows: readonly TimelineRow[], { kinds, text }: ShownEvents, words: Labels): readonly TimelineRow[] {
  const sought = text.trim().toLowerCase()
  if (kinds.size === 0 && sought === '') return rows
  return rows.filter((row) => (kinds.size === 0 || kinds.has(kindOf(row))) && (sought === '' || holds(row, sought, words)))
}

interface EventFilterProps {
  rows: readonly TimelineRow[]
  shown: ShownEvents
  onChange: (shown: ShownEvents) => void
  words: Labels
}

/** Which kinds there are, how many of each, and a field for text. */
export function EventFilter({ rows, shown, onChange, words }: EventFilterProps): ReactNode {
  const { count } = inspectorFormats(words.locale)
  const counts = new Map<RowKind, number>()
  for (const row of rows) counts.set(kindOf(row), (counts.get(kindOf(row)) ?? 0) + 1)
  const offered = KINDS.filter((kind) => counts.has(kind) || shown.kinds.has(kind))
  const toggle = (kind: RowKind) => {
    const kinds = new Set(shown.kinds)
    if (!kinds.delete(kind)) kinds.add(kind)
    onChange({ ...shown, kinds })
  }
  return (
    <div className="rivulet-inspector-filter">
      <SearchField
        value={shown.text}
        onChange={(text) => onChange({ ...shown, text })}
        label={words.filterEvents}
        clearLabel={words.clearEventFilter}
      />
      <div className="rivulet-inspector-kinds" role="group" aria-label={words.kindFilter}>
        {offered.map((kind) => (
          <button key={kind} type="button" data-kind={kind} aria-pressed={shown.kinds.has(kind)} onClick={() => toggle(kind)}>
            {kind === 'steps' ? words.runSteps : words.eventKinds[kind]}
            <span>{count(counts.get(kind) ?? 0)}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
