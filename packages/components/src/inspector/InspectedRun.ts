import type { Ending } from '@rivulet/chat'

/**
 * A run as the inspector shows it. Make a new object when something came; `steps` and `events` may be the same arrays, grown at their ends. What
 * already stands in them never changes.
 */
export interface InspectedRun {
  /** Tells it from the other runs; never shown. */
  readonly id: string
  /** What it is told apart by: a model, an address. */
  readonly title?: string | undefined
  /** When it began, in milliseconds of the epoch. Every `atMs` counts from it. */
  readonly startedAtMs?: number | undefined
  /** What the run went through, in order, over all attempts. */
  readonly steps: readonly InspectedStep[]
  /** Events and comments of the stream, oldest first. */
  readonly events: readonly InspectedEvent[]
  /** How many earlier events were let go. @defaultValue 0 */
  readonly droppedEvents?: number | undefined
}

/** One event or comment of the stream. A body that came in one piece counts as an event. */
export interface InspectedEvent {
  /** Milliseconds since the run began. */
  readonly atMs: number
  /** Which attempt it belongs to, counted from 1. @defaultValue 1 */
  readonly attempt?: number | undefined
  /** Its name (`message` where the stream gave none), `comment`, or `body` for a reply that was not streamed. */
  readonly type: string
  /** Length of its data, in UTF-16 units. */
  readonly chars: number
  /** Its data as it came; absent where only the size is known. */
  readonly data?: string | undefined
}

/** One step of a run. `atMs` is in milliseconds since it began, `attempt` counts from 1. */
export type InspectedStep = { readonly atMs: number; readonly attempt?: number | undefined } & InspectedStepKind

/**
 * What a step is, with what belongs to it. As core's trace has them, and two more: a request may carry its body, and `close`.
 *
 * - `request`: sent by `method` to `url`, with `headers`; `body` is its text, `bodyChars` the length of that in UTF-16 units.
 * - `response`: its head has come, with its HTTP `status` and `headers`.
 * - `first-byte`, `first-token`: of the body of this attempt.
 * - `retry`: the attempt failed with `error`; the next one starts after `delayMs`.
 * - `resume`: the connection was cut by `error`; the run is asked for what follows `lastEventId` after `delayMs`.
 * - `warning`: `code` and `message` of what was repaired or noticed.
 * - `end`: the run is over; `ending` says how.
 * - `close`: `how` a connection ended where nothing is known of the run's own ending: by itself, broken off, or closed by this side.
 */
export type InspectedStepKind =
  | {
      readonly kind: 'request'
      readonly method: string
      readonly url: string
      readonly headers?: Readonly<Record<string, string>> | undefined
      readonly bodyChars?: number | undefined
      readonly body?: string | undefined
    }
  | { readonly kind: 'response'; readonly status: number; readonly headers?: Readonly<Record<string, string>> | undefined }
  | { readonly kind: 'first-byte' }
  | { readonly kind: 'first-token' }
  | { readonly kind: 'retry'; readonly error: InspectedError; readonly delayMs: number }
  | { readonly kind: 'resume'; readonly error: InspectedError; readonly delayMs: number; readonly lastEventId?: string | undefined }
  | { readonly kind: 'warning'; readonly code: string; readonly message: string }
  | { readonly kind: 'end'; readonly ending: InspectedEnding }
  | { readonly kind: 'close'; readonly how: 'eof' | 'error' | 'abort' }

/** What is shown of an error. */
export interface InspectedError {
  /** What kind of failure it was, as a `ChatError` names it. */
  readonly code: string
  /** What happened, to be read by a person. */
  readonly message: string
  /** The HTTP status, where there was one. */
  readonly status?: number | undefined
}

/** What is shown of a run's ending. */
export interface InspectedEnding {
  /** How it ended, as a `ChatResult` names it. */
  readonly kind: Ending['kind']
  /** Why the model stopped, in the gateway's words. Null where it did not say; of a run that is complete only. */
  readonly finishReason?: string | null | undefined
  /** Why it failed, where it did. */
  readonly error?: InspectedError | undefined
}
