import { readEvents } from '@rivulet/core'
import { decodeRead, type RecordingEvent } from '@rivulet/replay'
import { describeEvent, isToken, type EventDescription } from './describeEvent.js'

/** One event as it arrived, or the whole body where the gateway did not stream. */
export interface LoggedEvent extends EventDescription {
  /** Since the request was sent, when its last byte was read. */
  readonly atMs: number
  readonly data: string
  readonly bytes: number
}

/** One request and what came back. A new object when something came, but for `events`, which only grows. */
export interface Exchange {
  readonly id: number
  readonly method: string
  readonly url: string
  readonly requestBody: string
  readonly status: number | undefined
  readonly contentType: string
  readonly events: readonly LoggedEvent[]
  /** How many of them carried some of the answer, and when the first and the last of these came. */
  readonly tokens: { readonly count: number; readonly firstMs: number; readonly lastMs: number } | undefined
  readonly bytes: number
  readonly end: { readonly how: 'eof' | 'error' | 'abort'; readonly atMs: number } | undefined
}

export interface ExchangeLog {
  readonly recorded: readonly RecordingEvent[]
  push(event: RecordingEvent): void
  read(): Exchange
  keptChars(): number
}

const encoder = new TextEncoder()

/** Follows one exchange of a recording. `changed` is called when an event became whole after the read that brought it. */
export function createExchangeLog(id: number, changed: () => void): ExchangeLog {
  const recorded: RecordingEvent[] = []
  const events: LoggedEvent[] = []
  let exchange: Exchange = {
    id,
    method: '',
    url: '',
    requestBody: '',
    status: undefined,
    contentType: '',
    events,
    tokens: undefined,
    bytes: 0,
    end: undefined,
  }
  let startedMs = 0
  let atMs = 0
  let chars = 0
  let feed: ((bytes: Uint8Array<ArrayBuffer>) => void) | undefined
  let finish: (() => void) | undefined

  const add = (data: string, description: EventDescription): void => {
    events.push({ ...description, atMs, data, bytes: encoder.encode(data).length })
    const { tokens } = exchange
    if (isToken(description.kind))
      exchange = { ...exchange, tokens: { count: (tokens?.count ?? 0) + 1, firstMs: tokens?.firstMs ?? atMs, lastMs: atMs } }
    else exchange = { ...exchange }
    changed()
  }
  const open = (contentType: string): void => {
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>()
    const writer = writable.getWriter()
    // The queue may refuse what comes after a broken stream; the recording keeps it all the same.
    feed = (bytes) => void writer.write(bytes).catch(() => undefined)
    finish = () => void writer.close().catch(() => undefined)
    void (contentType.includes('event-stream') ? readEach(readable, (data) => add(data, describeEvent(data))) : readWhole(readable, add))
  }

  return {
    recorded,
    push(event) {
      recorded.push(event)
      const [tMs, , kind, content] = event
      if (kind === 'request') {
        startedMs = tMs
        exchange = { ...exchange, method: content.method, url: content.url, requestBody: content.body ?? '' }
      } else if (kind === 'response') {
        const contentType = content.headers['content-type'] ?? ''
        exchange = { ...exchange, status: content.status, contentType }
        open(contentType)
      } else if (kind === 'end') {
        atMs = tMs - startedMs
        exchange = { ...exchange, end: { how: content, atMs } }
        finish?.()
      } else {
        atMs = tMs - startedMs
        chars += content.length
        const bytes = decodeRead(event)
        exchange = { ...exchange, bytes: exchange.bytes + bytes.length }
        feed?.(bytes)
      }
    },
    read: () => exchange,
    keptChars: () => chars,
  }
}

async function readEach(source: ReadableStream<Uint8Array<ArrayBuffer>>, onData: (data: string) => void): Promise<void> {
  try {
    for await (const { data } of readEvents(source)) onData(data)
  } catch {
    // An event past the limits: the client reports it, and the recording holds its bytes.
  }
}

async function readWhole(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  add: (data: string, description: EventDescription) => void,
): Promise<void> {
  const text = await new Response(source).text()
  if (text) add(text, { kind: 'body', gist: describeEvent(text).kind === 'error' ? describeEvent(text).gist : '' })
}
