import type { ChatError } from './ChatError.js'

const BASE_MS = 500
const CAP_MS = 8000
/** A gateway that asks for more is not waited for: the error tells the time. */
export const MAX_RETRY_AFTER_MS = 60_000

/** A failure that is about to be tried again. */
export interface RetryNotice {
  /** The number of the attempt to come; the first retry is 2. */
  attempt: number
  /** Why the attempt before it failed. */
  error: ChatError
  /** How long the client waits before it, in milliseconds. */
  delayMs: number
  /** When the attempt will start, in milliseconds of the epoch. */
  retryAtMs: number
}

/** Called before each retry. */
export type OnRetry = (notice: RetryNotice) => void

/** How long to wait before this retry, counted from 1, in milliseconds: what the gateway asked for, else exponential with full jitter. Undefined where none is due. */
export function retryDelayMs(error: ChatError, retry: number, maxRetries: number): number | undefined {
  if (!isPassing(error) || retry > maxRetries) return undefined
  if (error.retryAfterMs === undefined) return Math.random() * Math.min(CAP_MS, BASE_MS * 2 ** retry)
  return error.retryAfterMs > MAX_RETRY_AFTER_MS ? undefined : error.retryAfterMs
}

/** Statuses after which the same request may succeed. */
export function isPassingStatus(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500
}

/**
 * Whether a failure is one that passes by itself: a connection that broke, or a gateway that said so by its status or as a rate limit, in
 * its head or in the stream. Other failures may be worth another attempt too (`retryable`), but a person should want it: time limits have
 * cost a long wait already, and an answer without content may have been paid for.
 */
function isPassing({ code, status, retryable }: ChatError): boolean {
  return retryable && (code === 'network' || code === 'rate_limit' || (status !== undefined && isPassingStatus(status)))
}

/**
 * How long a response asks to wait: `retry-after-ms`, or `Retry-After` in seconds or as a date. A date is measured against the server's
 * own clock where it tells the time.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(headers: Headers): number | undefined {
  const ms = toNumber(headers.get('retry-after-ms'))
  if (ms !== undefined) return ms
  const value = headers.get('retry-after')
  const seconds = toNumber(value)
  if (seconds !== undefined) return seconds * 1000
  const at = toTime(value)
  return at === undefined ? undefined : Math.max(0, at - (toTime(headers.get('date')) ?? Date.now()))
}

function toNumber(value: string | null): number | undefined {
  const number = value !== null && /^\d+(\.\d+)?$/.test(value) ? Number(value) : Infinity
  return number < Infinity ? number : undefined
}

/**
 * The three forms of a date in HTTP; all are in GMT, though the oldest does not say so. `Date.parse` alone takes `-1` and `5, 10` for dates.
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats
 */
function toTime(value: string | null): number | undefined {
  if (value === null || !/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? .*\d\d:\d\d:\d\d( \d{4}| GMT)$/.test(value)) return undefined
  const time = Date.parse(value.endsWith('GMT') ? value : `${value} GMT`)
  return Number.isNaN(time) ? undefined : time
}
