import type { Recording, RecordingEntry, RecordingEvent, RecordingHeader } from '@rivulet/replay'
import { createExchangeLog, type Exchange, type ExchangeLog } from './exchangeLog.js'

/** What the panel draws: the exchanges kept, oldest first. A new object at most once a frame. */
export interface EventLogSnapshot {
  readonly exchanges: readonly Exchange[]
}

export interface EventLog {
  /** Takes what `record` hears. */
  readonly sink: (entry: RecordingEntry) => void
  readonly subscribe: (listener: () => void) => () => void
  readonly getSnapshot: () => EventLogSnapshot
  /** Everything kept, as a recording that replays. Undefined while there is nothing. */
  recording(): Recording | undefined
  clear(): void
}

/** Past this the oldest exchanges are let go, so that a page left open for a day stays light. */
const MAX_KEPT_CHARS = 24 * 1024 * 1024
const MAX_KEPT_EXCHANGES = 40

/** Keeps what passes through the recorder: split into events for the panel, and as it came for the recording. */
export function createEventLog(onFrame: (publish: () => void) => void = (publish) => void requestAnimationFrame(publish)): EventLog {
  const listeners = new Set<() => void>()
  const exchanges = new Map<number, ExchangeLog>()
  let header: RecordingHeader | undefined
  let snapshot: EventLogSnapshot = { exchanges: [] }
  let scheduled = false

  const publish = (): void => {
    scheduled = false
    snapshot = { exchanges: [...exchanges.values()].map((exchange) => exchange.read()) }
    for (const listener of listeners) listener()
  }
  const changed = (): void => {
    if (scheduled) return
    scheduled = true
    onFrame(publish)
  }
  const letGo = (): void => {
    let chars = 0
    for (const [id, exchange] of [...exchanges].toReversed()) {
      chars += exchange.keptChars()
      const newest = id === [...exchanges.keys()].at(-1)
      if (!newest && chars > MAX_KEPT_CHARS) exchanges.delete(id)
    }
    for (const id of exchanges.keys()) if (exchanges.size > MAX_KEPT_EXCHANGES) exchanges.delete(id)
  }

  return {
    sink(entry) {
      if (!isEvent(entry)) {
        header = entry
        return
      }
      const [, id, kind] = entry
      if (kind === 'request') {
        exchanges.set(id, createExchangeLog(id, changed))
        letGo()
      }
      exchanges.get(id)?.push(entry)
      changed()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    getSnapshot: () => snapshot,
    recording() {
      const events = [...exchanges.values()].flatMap((exchange) => exchange.recorded).toSorted(([a], [b]) => a - b)
      return header && events.length > 0 ? { header, events } : undefined
    },
    clear() {
      exchanges.clear()
      changed()
    },
  }
}

function isEvent(entry: RecordingEntry): entry is RecordingEvent {
  return Array.isArray(entry)
}
