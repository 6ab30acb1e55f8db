import ArrowDown from 'lucide-react/icons/arrow-down'
import Copy from 'lucide-react/icons/copy'
import Download from 'lucide-react/icons/download'
import Eraser from 'lucide-react/icons/eraser'
import { useState, useSyncExternalStore, type ReactNode } from 'react'
import { IconButton } from '../IconButton.js'
import { Panel } from '../Panel.js'
import { formatCount } from '../format.js'
import { download } from './download.js'
import type { EventLog } from './eventLog.js'
import { ExchangeView } from './ExchangeView.js'
import type { Exchange } from './exchangeLog.js'
import { saveRecording } from './saveRecording.js'
import { useFollowEnd } from './useFollowEnd.js'

export const EVENTS_PANEL: string = 'events'

/** Every event as it came over the wire, with its time and size. */
export function EventsPanel({ log }: { log: EventLog }): ReactNode {
  const { exchanges } = useSyncExternalStore(log.subscribe, log.getSnapshot)
  const { ref, following, onScroll, follow, letGo } = useFollowEnd()
  const count = exchanges.reduce((sum, { events }) => sum + events.length, 0)
  const nothing = exchanges.length === 0

  return (
    <Panel
      id={EVENTS_PANEL}
      title="Events"
      note={nothing ? undefined : formatCount(count)}
      actions={
        <>
          <CopyButton disabled={nothing} read={() => exchanges.map(asText).join('\n')} />
          <IconButton icon={Download} label="Save recording" disabled={nothing} onClick={() => saveRecording(log.recording(), download)} />
          <IconButton icon={Eraser} label="Clear events" disabled={nothing} onClick={() => log.clear()} />
        </>
      }
    >
      {nothing ? (
        <p className="events-empty">The stream appears here as it arrives, event by event, exactly as the gateway sent it.</p>
      ) : (
        <div className="events-scroll" ref={ref} onScroll={onScroll} tabIndex={0} role="region" aria-label="Raw events">
          {exchanges.map((exchange) => (
            <ExchangeView key={exchange.id} exchange={exchange} following={following} onLinger={letGo} />
          ))}
        </div>
      )}
      {!nothing && !following && (
        <button type="button" className="events-follow" onClick={follow}>
          <ArrowDown aria-hidden />
          Newest
        </button>
      )}
    </Panel>
  )
}

function CopyButton({ read, disabled }: { read: () => string; disabled: boolean }): ReactNode {
  const [outcome, setOutcome] = useState('')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(read())
      setOutcome('Copied')
    } catch {
      setOutcome('The browser did not allow it')
    }
  }
  return (
    <>
      <span className="outcome" role="status" key={outcome}>
        {outcome}
      </span>
      <IconButton icon={Copy} label="Copy events" disabled={disabled} onClick={() => void copy()} onBlur={() => setOutcome('')} />
    </>
  )
}

/** The events of one exchange as they stood on the wire. */
function asText({ events }: Exchange): string {
  return events.map(({ kind, data }) => (kind === 'body' ? `${data}\n` : `${data.replaceAll(/^/gm, 'data: ')}\n\n`)).join('')
}
