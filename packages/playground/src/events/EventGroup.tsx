import { memo, type NamedExoticComponent, type ReactNode } from 'react'
import { formatBytes, formatOffset } from '../format.js'
import { indentJson } from './describeEvent.js'
import type { LoggedEvent } from './exchangeLog.js'
import { LazyDetails } from './LazyDetails.js'

interface EventGroupProps {
  events: readonly LoggedEvent[]
  start: number
  end: number
  onOpen: () => void
}

/** The rows from `start` to before `end`. Events only ever grow at the end, so these bounds say whether anything changed. */
export const EventGroup: NamedExoticComponent<EventGroupProps> = memo(function EventGroup({ events, start, end, onOpen }: EventGroupProps) {
  return (
    <ol className="event-group" start={start + 1}>
      {events.slice(start, end).map((event, index) => (
        <EventRow key={start + index} event={event} onOpen={onOpen} />
      ))}
    </ol>
  )
})

const EventRow = memo(function EventRow({ event, onOpen }: { event: LoggedEvent; onOpen: () => void }): ReactNode {
  const { atMs, kind, gist, data, bytes } = event
  return (
    <li>
      <LazyDetails
        className="event"
        onOpen={onOpen}
        summary={
          <>
            <span className="event-time">{formatOffset(atMs)}</span>
            <span className="event-kind" data-kind={kind}>
              {kind}
            </span>
            <span className="event-data" dir="ltr">
              {gist && <bdi className="event-gist">{gist}</bdi>} {data.slice(0, 400)}
            </span>
            <span className="event-size">{formatBytes(bytes)}</span>
          </>
        }
      >
        {() => (
          <pre className="events-json" dir="ltr">
            {indentJson(data)}
          </pre>
        )}
      </LazyDetails>
    </li>
  )
})
