'use client'
import { forwardRef, useMemo, useState, type ReactNode } from 'react'
import type { Labels } from '../labels/labels.js'
import { useLabels } from '../labels/PartsProvider.js'
import type { Part, PartProps } from '../shared/part.js'
import { Root } from '../shared/Root.js'
import { ALL_EVENTS, EventFilter, filterRows, type ShownEvents } from './EventFilter.js'
import type { InspectedRun } from './InspectedRun.js'
import { InspectorHead, runNameOf } from './InspectorHead.js'
import { RunTimeline } from './RunTimeline.js'
import { timelineOf, type TimelineRow } from './timelineOf.js'
import { Timing } from './Timing.js'

export interface StreamInspectorProps extends PartProps<'section'> {
  /** Oldest first. The newest is shown until the reader chooses another. */
  runs: readonly InspectedRun[]
  /** Two runs side by side from the start, the newest and the one before. The reader can have it either way. @defaultValue false */
  compare?: boolean | undefined
  /** Whether the plot and the figures are unfolded at first. @defaultValue what `compare` is */
  defaultTimingOpen?: boolean | undefined
  /** Called with the run that is shown, to keep it. Without it there is no such button. */
  onExport?: ((run: InspectedRun) => unknown) | undefined
  /** Called to let all runs go. Without it there is no such button. */
  onClear?: (() => unknown) | undefined
}

/**
 * What came over the wire, for people who build: every event with its raw data, the steps of the run between them, a plot of the tokens over
 * time, two runs side by side.
 */
export const StreamInspector: Part<StreamInspectorProps, HTMLElement> = forwardRef<HTMLElement, StreamInspectorProps>(
  function StreamInspector({ runs, compare = false, defaultTimingOpen = compare, onExport, onClear, labels, ...rest }, ref) {
    const words = useLabels(labels)
    const { run, compared, choose, chooseCompared } = useChosenRuns(runs, compare)
    const [isTimingOpen, setTimingOpen] = useState(defaultTimingOpen)
    // The earlier one first: what is compared is what has changed since.
    const isLater = compared !== undefined && runs.indexOf(compared) > runs.findIndex((each) => each === run)
    const shownRuns = useMemo(
      () => (isLater ? [run, compared] : [compared, run]).filter((each) => each !== undefined),
      [run, compared, isLater],
    )
    return (
      <Root
        tag="section"
        rootClass="rivulet-inspector"
        state={{ empty: !run, comparing: compared !== undefined }}
        aria-label={words.inspector}
        {...rest}
        rootRef={ref}
      >
        {run ? (
          <>
            <InspectorHead
              runs={runs}
              run={run}
              compared={compared}
              onChoose={choose}
              onCompare={chooseCompared}
              onExport={onExport}
              onClear={onClear}
              words={words}
            />
            <Timing
              runs={shownRuns}
              names={shownRuns.map((each) => runNameOf(each, runs, words))}
              isOpen={isTimingOpen}
              onToggle={() => setTimingOpen(!isTimingOpen)}
              words={words}
            />
            <Timelines shownRuns={shownRuns} runs={runs} words={words} />
          </>
        ) : (
          <p className="rivulet-inspector-empty">{words.noRuns}</p>
        )}
      </Root>
    )
  },
)

interface ChosenRuns {
  run: InspectedRun | undefined
  compared: InspectedRun | undefined
  choose: (id: string) => void
  chooseCompared: (id: string) => void
}

/** The newest run, and the one before it beside it, until the reader chooses. */
function useChosenRuns(runs: readonly InspectedRun[], compare: boolean): ChosenRuns {
  const [chosenId, setChosenId] = useState<string>()
  /** The empty one is none; undefined, the reader has not chosen. */
  const [comparedId, setComparedId] = useState<string | undefined>(compare ? undefined : '')
  const newest = runs.at(-1)
  const run = runs.find(({ id }) => id === chosenId) ?? newest
  const others = runs.filter((each) => each !== run)
  const compared = comparedId === undefined ? others.at(-1) : others.find(({ id }) => id === comparedId)
  return {
    run,
    compared,
    // Who chooses the newest wants the next one too.
    choose: (id) => {
      setChosenId(id === newest?.id ? undefined : id)
      // They change places.
      if (id === compared?.id) setComparedId(run?.id)
    },
    chooseCompared: setComparedId,
  }
}

interface TimelinesProps {
  shownRuns: readonly InspectedRun[]
  runs: readonly InspectedRun[]
  words: Labels
}

/** The rows of each run, and one filter for all. */
function Timelines({ shownRuns, runs, words }: TimelinesProps): ReactNode {
  const [shown, setShown] = useState<ShownEvents>(ALL_EVENTS)
  const timelines = useMemo(() => shownRuns.map(timelineOf), [shownRuns])
  return (
    <>
      <EventFilter rows={timelines.flat()} shown={shown} onChange={setShown} words={words} />
      <div className="rivulet-inspector-runs">
        {shownRuns.map((run, index) => (
          <OneRun
            key={run.id}
            run={run}
            rows={timelines[index] ?? []}
            isOne={shownRuns.length === 1}
            shown={shown}
            name={runNameOf(run, runs, words)}
            words={words}
          />
        ))}
      </div>
    </>
  )
}

interface OneRunProps {
  run: InspectedRun
  rows: readonly TimelineRow[]
  isOne: boolean
  shown: ShownEvents
  name: string
  words: Labels
}

function OneRun({ run, rows, isOne, shown, name, words }: OneRunProps): ReactNode {
  const filtered = useMemo(() => filterRows(rows, shown, words), [rows, shown, words])
  return (
    <div className="rivulet-inspector-run">
      {isOne ? null : (
        <p className="rivulet-inspector-name">
          <bdi>{name}</bdi>
        </p>
      )}
      <RunTimeline rows={filtered} isEmpty={rows.length === 0} droppedEvents={run.droppedEvents ?? 0} name={name} words={words} />
    </div>
  )
}
