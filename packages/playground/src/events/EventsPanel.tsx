import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { EVENTS_PANEL, Panel } from '../Panel.js'
import type { LabelOverrides } from '@rivulet/components'
import { formatCount } from '../format.js'
import { saveFile } from '../transfer/saveFile.js'
import type { EventLog } from './eventLog.js'
import type { Exchange } from './exchangeLog.js'
import { StreamInspector, type InspectedRun } from '@rivulet/components/inspector'
import { runOfExchange } from './runOfExchange.js'
import { saveRecording } from './saveRecording.js'

export interface EventsPanelProps {
  log: EventLog
  /** The two newest side by side, until the reader chooses others. */
  isComparing: boolean
  words: LabelOverrides | undefined
}

/** What the inspector's own words are too general for; in other languages those stand. */
const LABELS: LabelOverrides = {
  exportRun: 'Save recording',
  clearRuns: 'Clear events',
  noRuns: 'The stream appears here as it arrives, event by event, exactly as the gateway sent it.',
}

/** Every event as it came over the wire, and what it took. */
export function EventsPanel({ log, isComparing, words }: EventsPanelProps): ReactNode {
  const { exchanges } = useSyncExternalStore(log.subscribe, log.getSnapshot)
  const runOf = useRuns()
  const count = exchanges.reduce((sum, { events }) => sum + events.length, 0)
  return (
    <Panel id={EVENTS_PANEL} title="Events" note={exchanges.length === 0 ? undefined : formatCount(count)}>
      <StreamInspector
        runs={exchanges.map(runOf)}
        labels={words ?? LABELS}
        compare={isComparing}
        defaultTimingOpen={isComparing}
        onExport={() => saveRecording(log.recording(), (name, text) => saveFile(name, text, 'application/jsonl'))}
        onClear={() => log.clear()}
      />
    </Panel>
  )
}

/** An exchange to which nothing was added is the same run. */
function useRuns(): (exchange: Exchange) => InspectedRun {
  const [known] = useState(() => new WeakMap<Exchange, InspectedRun>())
  return (exchange) => {
    const run = known.get(exchange) ?? runOfExchange(exchange)
    known.set(exchange, run)
    return run
  }
}
