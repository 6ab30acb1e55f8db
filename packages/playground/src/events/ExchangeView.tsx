import { memo, useState, type NamedExoticComponent } from 'react'
import { formatBytes, formatCount, formatDuration } from '../format.js'
import { indentJson } from './describeEvent.js'
import { EventGroup } from './EventGroup.js'
import type { Exchange } from './exchangeLog.js'
import { LazyDetails } from './LazyDetails.js'

/** Rows a group: small enough that the growing one is cheap to draw, large enough that thousands of rows are few groups. */
const GROUP = 50
/** Of one exchange, this many of the newest rows are drawn, and as many more each time they are asked for. */
const DRAWN = 1_000

const ENDS = { eof: 'Ended', error: 'Broke off', abort: 'Closed by this page' } as const

interface ExchangeViewProps {
  exchange: Exchange
  /** Whether the end is followed. Rows are only let go then: nothing that is being read moves. */
  following: boolean
  /** Called when the reader turns to what is not the newest. */
  onLinger: () => void
}

/** One request, the events that answered it and how it ended. */
export const ExchangeView: NamedExoticComponent<ExchangeViewProps> = memo(function ExchangeView({
  exchange,
  following,
  onLinger,
}: ExchangeViewProps) {
  const { id, method, url, requestBody, status, events, end, bytes } = exchange
  const count = events.length
  const [first, setFirst] = useState(0)
  const newest = Math.max(0, Math.ceil((count - DRAWN) / GROUP)) * GROUP
  if (following && newest > first) setFirst(newest)
  const starts = Array.from({ length: Math.ceil((count - first) / GROUP) }, (_, index) => first + index * GROUP)

  return (
    <section className="exchange" aria-label={`Exchange ${id}`}>
      <LazyDetails
        className="exchange-request"
        onOpen={onLinger}
        summary={
          <>
            <span className="exchange-method">{method}</span>
            <span className="exchange-url">{new URL(url, location.href).pathname}</span>
            <span className="exchange-status" data-failed={status !== undefined && status >= 400 ? '' : undefined}>
              {status ?? '…'}
            </span>
          </>
        }
      >
        {() => <pre className="events-json">{indentJson(requestBody)}</pre>}
      </LazyDetails>
      {first > 0 && (
        <button
          type="button"
          className="exchange-earlier"
          onClick={() => {
            onLinger()
            setFirst(Math.max(0, first - DRAWN))
          }}
        >
          Show {formatCount(Math.min(first, DRAWN))} of {formatCount(first)} earlier events
        </button>
      )}
      {starts.map((start) => (
        <EventGroup key={start} events={events} start={start} end={Math.min(start + GROUP, count)} onOpen={onLinger} />
      ))}
      {end && (
        <p className="exchange-note">
          {ENDS[end.how]} after {formatDuration(end.atMs)}, {formatBytes(bytes)}
        </p>
      )}
    </section>
  )
})
