/** Line 1 of a recording. Fields that this version does not know are kept. */
export interface RecordingHeader {
  /** The version of the format. */
  readonly rivulet: 1
  /** A name for people. */
  readonly label?: string
  /** Which gateway answered. */
  readonly gateway?: string
  /** When the first request was sent, ISO 8601. Every time after it is counted from here. */
  readonly startedAt?: string
}

/** What was sent, as a recording keeps it. */
export interface RecordedRequest {
  /** The HTTP method, as it was given to `fetch`. */
  readonly method: string
  /** The address, secrets in it replaced. */
  readonly url: string
  /** A recorder keeps those that it is replayed for, their names in lower case; never keys and cookies. */
  readonly headers: Readonly<Record<string, string>>
  /** The text that was sent; null where there was none or where it was no text. */
  readonly body: string | null
}

/** What came before the body, as a recording keeps it. */
export interface RecordedResponse {
  /** The HTTP status. */
  readonly status: number
  /** A recorder keeps those that it is replayed for, their names in lower case; never keys and cookies. */
  readonly headers: Readonly<Record<string, string>>
}

/** `eof`: the body ended; `error`: the connection broke or was never made; `abort`: the caller left. */
export type RecordedEnd = 'eof' | 'error' | 'abort'

/** One network read. `data` is a read that is whole, valid UTF-8; any other read is `bytes`, in base64, so that every byte comes back as it was. */
export type RecordedRead = readonly [tMs: number, exchange: number, kind: 'data' | 'bytes', value: string]

/**
 * One line after the header: `[tMs, exchange, kind, value]`, with whole milliseconds since the header's `startedAt` and exchanges counted from 1.
 */
export type RecordingEvent =
  | readonly [tMs: number, exchange: number, kind: 'request', value: RecordedRequest]
  | readonly [tMs: number, exchange: number, kind: 'response', value: RecordedResponse]
  | RecordedRead
  | readonly [tMs: number, exchange: number, kind: 'end', value: RecordedEnd]

/** What a recorder gives, one a line: the header first. */
export type RecordingEntry = RecordingHeader | RecordingEvent

/** A `*.stream.jsonl` file, read. */
export interface Recording {
  /** Line 1. */
  readonly header: RecordingHeader
  /** The lines after it, in the order of their times. */
  readonly events: readonly RecordingEvent[]
  /** What this version does not know, so that writing a recording loses nothing of it. */
  readonly unknown?: readonly UnknownEntry[]
}

/** An event of a kind that a later version of the format added. */
export interface UnknownEntry {
  /** How many of `events` stand before it. */
  readonly before: number
  /** The line as it was read. */
  readonly entry: readonly unknown[]
}

/** One entry as its line, with the line break. */
export function formatEntry(entry: RecordingEntry): string {
  return `${JSON.stringify(entry)}\n`
}

/** The text of a `*.stream.jsonl` file. */
export function formatRecording(recording: Recording): string {
  const { header, events, unknown = [] } = recording
  const lines = [formatEntry(header)]
  let next = 0
  for (let index = 0; index <= events.length; index += 1) {
    for (let more = unknown[next]; more && more.before <= index; more = unknown[next]) {
      lines.push(formatEntry(more.entry as unknown as RecordingEvent))
      next += 1
    }
    const event = events[index]
    if (event) lines.push(formatEntry(event))
  }
  return lines.join('')
}
