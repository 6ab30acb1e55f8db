import { memo, type NamedExoticComponent } from 'react'
import { formatBytes, formatCount, formatDuration } from '../format.js'
import { indentJson } from './describeEvent.js'
import { EventGroup } from './EventGroup.js'
import type { Exchange } from './exchangeLog.js'
import { LazyDetails } from './LazyDetails.js'

/** Rows a group: small enough that the growing one is cheap to draw, large enough that thousands of rows are few groups. */
const GROUP = 50
/** Of one exchange, only this many of the newest are drawn. */
const MAX_DRAWN = 5_000

const ENDS = { eof: 'End of stream', error: 'Connection broke', abort: 'Closed by this page' } as const

interface ExchangeViewProps {
  exchange: Exchange
  onOpen: () => void
}

/** One request, the events that answered it and how it ended. */
export const ExchangeView: NamedExoticComponent<ExchangeViewProps> = memo(function ExchangeView({ exchange, onOpen }: ExchangeViewProps) {
  const { id, method, url, requestBody, status, events, end, bytes } = exchange
  const count = events.length
  const first = Math.max(0, Math.ceil((count - MAX_DRAWN) / GROUP)) * GROUP
  const starts = Array.from({ length: Math.ceil((count - first) / GROUP) }, (_, index) => first + index * GROUP)

  return (
    <section className="exchange" aria-label={`Exchange ${id}`}>
      <LazyDetails
        className="exchange-request"
        onOpen={onOpen}
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
      {first > 0 && <p className="exchange-note">{formatCount(first)} earlier events are not drawn; the recording has them.</p>}
      {starts.map((start) => (
        <EventGroup key={start} events={events} start={start} end={Math.min(start + GROUP, count)} onOpen={onOpen} />
      ))}
      {end && (
        <p className="exchange-note">
          {ENDS[end.how]} after {formatDuration(end.atMs)}, {formatBytes(bytes)}
        </p>
      )}
    </section>
  )
})
