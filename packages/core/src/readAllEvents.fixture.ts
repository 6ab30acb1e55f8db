import { readEvents, type ChatSource, type ServerSentEvent } from './index.js'

/** What a stream of events comes to. */
export interface EventsRead {
  events: ServerSentEvent[]
  /** The last reconnection time that the stream asked for. */
  retry: number | null
  lastEventId: string
}

/** Reads a stream of events to its end. */
export async function readAllEvents(source: ChatSource): Promise<EventsRead> {
  const read: EventsRead = { events: [], retry: null, lastEventId: '' }
  const events = readEvents(source, { onRetry: (ms) => (read.retry = ms), onId: (id) => (read.lastEventId = id) })
  for await (const event of events) read.events.push(event)
  return read
}
