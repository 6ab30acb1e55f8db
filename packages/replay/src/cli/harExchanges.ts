import { type JsonObject, listOf, objectOf } from '../jsonObject.js'
import type { RecordedEnd } from '../recording/recording.js'
import type { TimedRead } from '../timeline.js'
import { sseReads } from './sseReads.js'
import type { KnownExchange } from './synthesize.js'

/** What a HAR tells of chats. */
export interface HarExchanges {
  readonly exchanges: readonly KnownExchange[]
  /** When the first of them was sent, in milliseconds since the Unix epoch, where that is told. */
  readonly startedAtMs: number | undefined
  /** How many requests there are of any kind. */
  readonly entries: number
  /** The addresses of successful answers whose content was not saved. */
  readonly empty: readonly string[]
}

/**
 * The requests to `…/chat/completions`. Nothing in a HAR is taken for granted.
 * @param intervalMs the time between two events; undefined: spread over the time that the answer took.
 * @see http://www.softwareishard.com/blog/har-12-spec/
 */
export function harExchanges(har: unknown, intervalMs: number | undefined): HarExchanges {
  const entries = listOf(objectOf(objectOf(har)['log'])['entries']).map(objectOf)
  const chats = entries.filter(isChat)
  const times = chats.map((entry) => Date.parse(textOf(entry['startedDateTime']))).filter(Number.isFinite)
  const startedAtMs = times.length > 0 ? Math.min(...times) : undefined
  const empty: string[] = []
  const exchanges = chats.map((entry) => {
    const exchange = exchangeOf(entry, startedAtMs ?? 0, intervalMs)
    if (exchange.answer?.status === 200 && exchange.answer.reads.length === 0) empty.push(exchange.url)
    return exchange
  })
  return { exchanges, startedAtMs, entries: entries.length, empty }
}

function isChat(entry: JsonObject): boolean {
  const { method, url } = objectOf(entry['request'])
  return method === 'POST' && /\/chat\/completions\/?(?:[?#]|$)/.test(textOf(url))
}

function exchangeOf(entry: JsonObject, startedAtMs: number, intervalMs: number | undefined): KnownExchange {
  const request = objectOf(entry['request'])
  const response = objectOf(entry['response'])
  const timings = objectOf(entry['timings'])
  // `connect` holds `ssl`; -1 stands for what did not happen.
  const headAtMs = ['blocked', 'dns', 'connect', 'send', 'wait'].reduce((sum, name) => sum + millisecondsOf(timings[name]), 0)
  const receiveMs = millisecondsOf(timings['receive'])
  const status = Number(response['status'])
  const error = textOf(response['_error']) || textOf(entry['_error'])
  const isAnswered = Number.isInteger(status) && status >= 200 && status <= 599
  const reads = isAnswered ? readsOf(objectOf(response['content']), headAtMs, receiveMs, intervalMs) : []
  const end: RecordedEnd = /abort|cancel/i.test(error) ? 'abort' : error !== '' || !isAnswered ? 'error' : 'eof'
  const postData = objectOf(request['postData'])['text']
  return {
    atMs: Math.max(0, (Date.parse(textOf(entry['startedDateTime'])) || startedAtMs) - startedAtMs),
    url: textOf(request['url']),
    method: 'POST',
    headers: headersOf(request['headers']),
    body: typeof postData === 'string' ? postData : null,
    answer: isAnswered ? { status, headers: headersOf(response['headers']), headAtMs, reads } : undefined,
    end: { atMs: Math.max(headAtMs + receiveMs, reads.at(-1)?.atMs ?? 0), kind: end },
  }
}

function readsOf(content: JsonObject, headAtMs: number, receiveMs: number, intervalMs: number | undefined): TimedRead[] {
  const text = textOf(content['text'])
  const bytes = content['encoding'] === 'base64' ? new Uint8Array(Buffer.from(text, 'base64')) : new TextEncoder().encode(text)
  if (bytes.length === 0) return []
  const isStream = textOf(content['mimeType']).includes('event-stream') || /^(?:data|event|:)/.test(text)
  if (!isStream) return [{ atMs: headAtMs + receiveMs, bytes: new Uint8Array(bytes) }]
  return sseReads(bytes, (index, count) => Math.round(headAtMs + (intervalMs ?? receiveMs / count) * (index + 1)))
}

/** Without what only a HAR calls a header, such as `:authority`. */
function headersOf(list: unknown): Headers {
  const headers = new Headers()
  for (const { name, value } of listOf(list).map(objectOf)) {
    try {
      headers.append(textOf(name), textOf(value))
    } catch {
      continue
    }
  }
  return headers
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function millisecondsOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0
}
