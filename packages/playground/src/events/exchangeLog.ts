import { readEvents } from '@rivulet/core'
import { decodeRead, type RecordingEvent } from '@rivulet/replay'
import { createReadQueue, type ReadQueue } from './readQueue.js'
import { describeEvent, isToken, type InspectedEvent } from '@rivulet/components/inspector'

/** One request and what came back. A new object when something came, but for `events`, which only grows. */
export interface Exchange {
  readonly id: number
  readonly method: string
  readonly url: string
  readonly requestBody: string
  readonly status: number | undefined
  /** Since the request was sent. */
  readonly respondedMs?: number
  readonly contentType: string
  /** As they arrived, or the whole body where the gateway did not stream; each at the time when its last byte was read. */
  readonly events: readonly InspectedEvent[]
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

/** Follows one exchange of a recording. `changed` is called when an event became whole after the read that brought it. */
export function createExchangeLog(id: number, changed: () => void): ExchangeLog {
  const recorded: RecordingEvent[] = []
  const events: InspectedEvent[] = []
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
  let reads: ReadQueue | undefined

  const add = (data: string, type: string): void => {
    const readMs = reads?.readMs ?? atMs
    events.push({ atMs: readMs, type, data, chars: data.length })
    const { tokens } = exchange
    if (isToken(describeEvent(data, type).kind))
      exchange = { ...exchange, tokens: { count: (tokens?.count ?? 0) + 1, firstMs: tokens?.firstMs ?? readMs, lastMs: readMs } }
    else exchange = { ...exchange }
    changed()
  }
  const open = (contentType: string): void => {
    reads = createReadQueue()
    void (contentType.includes('event-stream') ? readEach(reads.stream, add) : readWhole(reads.stream, add))
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
        exchange = { ...exchange, status: content.status, respondedMs: tMs - startedMs, contentType }
        open(contentType)
      } else if (kind === 'end') {
        atMs = tMs - startedMs
        exchange = { ...exchange, end: { how: content, atMs } }
        reads?.close()
      } else {
        atMs = tMs - startedMs
        chars += content.length
        const bytes = decodeRead(event)
        exchange = { ...exchange, bytes: exchange.bytes + bytes.length }
        reads?.push(bytes, atMs)
      }
    },
    read: () => exchange,
    keptChars: () => chars,
  }
}

type AddEvent = (data: string, type: string) => void

async function readEach(source: ReadableStream<Uint8Array<ArrayBuffer>>, add: AddEvent): Promise<void> {
  try {
    for await (const { data, type } of readEvents(source, { onComment: (comment) => add(comment, 'comment') })) add(data, type)
  } catch {
    // An event past the limits: the client reports it, and the recording holds its bytes.
  }
}

async function readWhole(source: ReadableStream<Uint8Array<ArrayBuffer>>, add: AddEvent): Promise<void> {
  const text = await new Response(source).text()
  if (text) add(text, 'body')
}
