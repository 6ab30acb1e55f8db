import type { Clock } from '../clock.js'
import type { FaultOptions } from '../faults/applyFaults.js'
import type { PlayerState, PlayerTimeline, SeekTarget } from './playerState.js'

export interface PlayerOptions extends FaultOptions {
  /** What its time is taken from, in milliseconds; with a `fakeClock` nothing takes real time. @defaultValue systemClock */
  readonly clock?: Clock | undefined
  /** A factor on the recorded pace, from 0.1 to 100, or `Infinity`: at once, still read by read. @defaultValue 1 */
  readonly speed?: number | undefined
  /** Starts over a second (by the clock) after the end, for as long as it plays. @defaultValue false */
  readonly loop?: boolean | undefined
}

/**
 * Plays a recording to a real client, through `fetch`, and can be held, stepped and sought. It gives out reads, as they were recorded or as
 * the faults made them; no read is ever divided.
 *
 * An exchange begins when the client asks for it: until then the player waits, with its time standing still. What was given out cannot be taken
 * back, so going backwards is starting over: `generation` grows, every `fetch` of the generation before is aborted, and once the client has
 * asked again it is given everything up to the moment at once.
 */
export interface Player {
  /**
   * Answers the client. It belongs to its generation: after a new start the old one rejects with an `AbortError`, and the client is given the
   * new one.
   * @throws RecordingError `exhausted` (the call rejects with it) when the recording holds no further exchange.
   */
  readonly fetch: typeof fetch
  /** Where it is: the same object until something changes. */
  readonly state: PlayerState
  /** Where it is now, in milliseconds of the recording, also between two reads. */
  readonly positionMs: number
  /** Another object when the client asked for more than was foreseen. */
  readonly timeline: PlayerTimeline
  /** Goes on, from the beginning where it had ended. */
  play(): void
  /** Stops where it is. */
  pause(): void
  /** Pauses, and gives out one read, or as many as it takes until one more event or token is whole. Does nothing while it waits for the client. */
  step(by?: 'read' | 'event' | 'token'): void
  /**
   * Goes to a moment: to the end where there is none so late. Forwards, everything before it is given out at once, as far as the client has
   * asked; the rest when it asks. Backwards it starts over, as told above. Whether it plays stays as it was.
   */
  seek(target: SeekTarget): void
  /** Plays at another pace from now on: a factor on the recorded one. @throws RangeError when it is neither from 0.1 to 100 nor `Infinity`. */
  setSpeed(speed: number): void
  /** Starts over after the end from now on, or no longer. */
  setLoop(loop: boolean): void
  /** Calls the listener after every change of `state`, until the function that it gives is called. */
  subscribe(listener: () => void): () => void
  /** The `state`, as React's `useSyncExternalStore` takes it. */
  getSnapshot(): PlayerState
  /** Ends it: every `fetch` is aborted, and nothing waits on the clock any more. */
  close(): void
}
