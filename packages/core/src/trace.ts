import type { ChatError } from './ChatError.js'
import type { Ending } from './ChatResult.js'
import { parseQuery } from './parseQuery.js'
import { redact, REDACTED } from './redact.js'
import { isCredential, isSecret } from './secretsOf.js'

/** As many events as a trace keeps. */
const MAX_EVENTS = 10_000
const MAX_URL_CHARS = 2000

/** What one request went through. Holds no body and no credential: it may be shown, stored and sent to a colleague. */
export interface Trace {
  /** When the run began, in milliseconds of the epoch. Every `atMs` counts from it, on a clock that never jumps. */
  startedAtMs: number
  /** What happened, in order, over all attempts. */
  steps: TraceStep[]
  /** The last 10,000 events and comments of the stream, oldest first. */
  events: TraceEvent[]
  /** How many earlier ones were let go. */
  droppedEvents: number
}

/** One step of a run. `atMs` is in milliseconds since the run began, `attempt` counts from 1; what happened is its {@link TraceStepKind}. */
export type TraceStep = { atMs: number; attempt: number } & TraceStepKind

/**
 * What a step is, with what belongs to it.
 *
 * - `request`: about to be sent, by `method` to `url`, with `headers`. Values of headers and search parameters that are or may be secret are replaced;
 *   `bodyChars` is the body's length in UTF-16 units, 0 without a body.
 * - `response`: its head has come, with its HTTP `status` and `headers`; values that are credentials are replaced.
 * - `first-byte`, `first-token`: of the body of this attempt.
 * - `retry`: the attempt failed with `error`; the next one starts after `delayMs`.
 * - `resume`: the connection was cut by `error`, and the relay that keeps the run is asked for what follows `lastEventId` after `delayMs`.
 * - `warning`: `code` and `message` are the same as in the result.
 * - `end`: the run is over; `ending` says how.
 */
export type TraceStepKind =
  | { kind: 'request'; method: string; url: string; headers: Record<string, string>; bodyChars: number }
  | { kind: 'response'; status: number; headers: Record<string, string> }
  | { kind: 'first-byte' }
  | { kind: 'first-token' }
  | { kind: 'retry'; error: ChatError; delayMs: number }
  | { kind: 'resume'; error: ChatError; delayMs: number; lastEventId: string | undefined }
  | { kind: 'warning'; code: string; message: string }
  | { kind: 'end'; ending: Ending }

/** One event or comment of the stream; a line or body of JSON counts as an event. */
export interface TraceEvent {
  /** Milliseconds since the run began. */
  atMs: number
  /** Which attempt it belongs to, counted from 1. */
  attempt: number
  /** The name of the event (`message` where the stream gave none), or `comment`. */
  type: string
  /** Length of its data, in UTF-16 units. */
  chars: number
}

/** A request as it is sent. */
export interface SentRequest {
  url: string
  method: string
  headers: Headers
  body?: string
}

/** Writes a trace while a run goes on. */
export class Tracer {
  attempt = 1
  readonly #startedAtMs = Date.now()
  readonly #origin = performance.now()
  readonly #steps: TraceStep[] = []
  /** A ring: once full, the next event takes the place of the oldest. */
  readonly #events: TraceEvent[] = []
  #count = 0

  step(step: TraceStepKind): void {
    this.#steps.push({ atMs: this.#now(), attempt: this.attempt, ...step })
  }

  /** `secrets` are known from the request's credentials and replaced wherever they stand. */
  request({ url, method, headers, body = '' }: SentRequest, secrets: readonly string[]): void {
    this.step({
      kind: 'request',
      method,
      url: toShownUrl(url, secrets),
      headers: toShown(headers, secrets, isSecret),
      bodyChars: body.length,
    })
  }

  response({ status, headers }: Pick<Response, 'status' | 'headers'>, secrets: readonly string[]): void {
    this.step({ kind: 'response', status, headers: toShown(headers, secrets, isCredential) })
  }

  /** Notes the first of its kind in this attempt. */
  first(kind: 'first-byte' | 'first-token'): void {
    if (!this.#steps.some((step) => step.kind === kind && step.attempt === this.attempt)) this.step({ kind })
  }

  event(chars: number, type = 'message'): void {
    this.#events[this.#count++ % MAX_EVENTS] = { atMs: this.#now(), attempt: this.attempt, type, chars }
  }

  get trace(): Trace {
    const droppedEvents = Math.max(0, this.#count - MAX_EVENTS)
    const oldest = droppedEvents % MAX_EVENTS
    const events = [...this.#events.slice(oldest), ...this.#events.slice(0, oldest)]
    return { startedAtMs: this.#startedAtMs, steps: this.#steps, events, droppedEvents }
  }

  #now(): number {
    return performance.now() - this.#origin
  }
}

function toShown(
  entries: Iterable<[name: string, value: string]>,
  secrets: readonly string[],
  isHidden: (name: string, value: string) => boolean,
): Record<string, string> {
  return Object.fromEntries([...entries].map(([name, value]) => [name, isHidden(name, value) ? REDACTED : redact(value, secrets)]))
}

/** An address for people to read: its path and the names in its query stay. */
function toShownUrl(url: string, secrets: readonly string[]): string {
  const [address = '', query = ''] = url.split('?')
  const shown = Object.entries(toShown(parseQuery(query), secrets, isSecret)).map((entry) => entry.join('='))
  return redact(address, secrets, MAX_URL_CHARS) + (shown.length > 0 ? `?${shown.join('&')}` : '')
}
