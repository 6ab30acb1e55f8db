import type { RecordedRequest } from '../recording/recording.js'
import type { TimelineEnd } from '../timeline.js'

/** How much of something was given out, and how much there is. */
export interface Progress {
  /** How many were given out. */
  readonly played: number
  /** How many there are. */
  readonly total: number
}

/** Where a player is. A new object each time something changed, and the same one until then. */
export interface PlayerState {
  /**
   * Grows by one each time the player starts over: bytes that were given cannot be taken back. Whoever consumes the player starts over with
   * it, with the `fetch` that the player has then; in React it is a `key`.
   */
  readonly generation: number
  /** In milliseconds of the recording. While it plays, `player.positionMs` is newer. */
  readonly positionMs: number
  /** How long the recording takes at its own pace, in milliseconds, with the faults in it. */
  readonly durationMs: number
  /** Whether it plays: neither paused nor at its end. */
  readonly playing: boolean
  /** There is nothing more to give out: the last exchange is over, or its client has left it. */
  readonly ended: boolean
  /** Nothing can be given out until the client makes its next request; time stands still. */
  readonly waiting: boolean
  /** Where the player was told to go and is not yet, because the client has not made the request that leads there. */
  readonly target: SeekTarget | undefined
  /** A factor on the recorded pace. */
  readonly speed: number
  /** Whether it starts over after the end. */
  readonly loop: boolean
  /** Which exchange was asked for last, counted from 1; 0 before the first. */
  readonly exchange: number
  /** How many exchanges there are, as far as is foreseen. */
  readonly exchanges: number
  /** Network reads, over all exchanges. */
  readonly reads: Progress
  /** Events and comments of the streams, over all exchanges. */
  readonly events: Progress
  /** Tokens, over all exchanges: events that bring something of an answer. */
  readonly tokens: Progress
}

/** A moment: `ms` of the recording, with all that came by then; or just after so many of a kind: `read`, `event`, `token`. */
export type SeekTarget = { readonly ms: number } | { readonly read: number } | { readonly event: number } | { readonly token: number }

/** What a player goes through, for drawing. All times are in milliseconds of the recording, with the faults in it. */
export interface PlayerTimeline {
  /** How long all of it takes. */
  readonly durationMs: number
  /** In the order in which they are asked for. */
  readonly exchanges: readonly ExchangeMarks[]
}

/** One exchange. A request that a fault has made necessary is one of its own. */
export interface ExchangeMarks {
  /** Counted from 1. */
  readonly number: number
  /** Which exchange of the recording answers it, counted from 1. */
  readonly recorded: number
  /** As it was recorded. */
  readonly request: RecordedRequest | undefined
  /** When it was asked. */
  readonly requestedAtMs: number
  /** When the head came; undefined where there was no response. */
  readonly respondedAtMs: number | undefined
  /** The HTTP status; undefined where there was no response. */
  readonly status: number | undefined
  /** Those of the response; empty where there was none. */
  readonly headers: Readonly<Record<string, string>>
  /** The network reads of the body, in their order. */
  readonly reads: readonly ReadMark[]
  /** The events and comments of the body, in their order. */
  readonly events: readonly EventMark[]
  /** When it was over. */
  readonly endedAtMs: number
  /** How it was over: see {@link TimelineEnd}. */
  readonly end: TimelineEnd
}

/** One network read, where it stands in the timeline and what is whole with it. */
export interface ReadMark {
  /** When it came. */
  readonly atMs: number
  /** Its size in bytes. */
  readonly bytes: number
  /** How many tokens are whole with it. */
  readonly tokens: number
  /** How many events are whole with it. */
  readonly events: number
}

/** An event of the stream, or a comment. */
export interface EventMark {
  /** When its last byte came. */
  readonly atMs: number
  /** The read that brought its last byte, by its place in `reads`. */
  readonly read: number
  /** As it came, with its line breaks. */
  readonly text: string
  /** What its `data` lines say; undefined for a comment. */
  readonly data: string | undefined
  /** Which token of all exchanges it brings, counted from 1; undefined where it brings none. */
  readonly token: number | undefined
}
