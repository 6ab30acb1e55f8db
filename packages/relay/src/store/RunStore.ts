import type { RunState } from '../RunState.js'

/**
 * Where a run stands in the store, as every call answers it.
 *
 * `gone`: the store holds nothing by this id. `expired`: it was there and its log is gone. `gap`: an append would leave one; `seq` tells what is there.
 */
export interface RunStatus {
  /** Where the run stands, or why the store cannot tell. */
  state: RunState | 'gone' | 'expired' | 'gap'
  /** Counts the writers: 1 for the producer, one more for whoever ended its run in its place. */
  epoch: number
  /** The number of the last entry; 0 before the first. A run that has ended counts its end. */
  seq: number
  /** The last number that the epoch before wrote. A cursor of that epoch is good up to there, one of an older epoch never: the run began anew since. */
  handoverSeq: number
  /** Who may read and stop it; opaque. */
  principal: string
  /** The relay process that produces it. */
  owner: string
  /** What was asked, as a digest: the same key with other words is a mistake of the caller's. */
  fingerprint: string
  /** How long ago a reader on a process other than the producer's was last seen, in milliseconds; undefined where none was. */
  readAgeMs?: number | undefined
  /** Whether this very call changed `state`: it began the run, or ended it. Frames that were added change only `seq`. */
  changed: boolean
}

/** What begins a run. Its fields are those of {@link RunStatus}. */
export interface NewRun {
  /** The run's own id, by which every other call names it. */
  id: string
  /** Who may read and stop it; opaque. */
  principal: string
  /** The relay process that produces it. */
  owner: string
  /** What was asked, as a digest. */
  fingerprint: string
  /** Given by a producer whose run the store lost: it goes on in its epoch. @defaultValue 1 */
  epoch?: number | undefined
  /** What that producer has given so far, from the first event on; written in the same step, so that whoever ends the run keeps it. @defaultValue none */
  log?: readonly FramesEntry[] | undefined
}

/** Events `first` to `last` of one epoch, counted from 1: one upstream read, or several where the store was slow. */
export interface FramesEntry {
  /** Which of the run's writers gave them: see {@link RunStatus.epoch}. */
  epoch: number
  /** The number of the first event. */
  first: number
  /** The number of the last event. */
  last: number
  /** Server-sent events without their ids and blank lines: `data: {…}`. None holds an empty line. */
  frames: readonly string[]
}

/** The one end of a run. */
export interface EndEntry {
  /** Which of the run's writers ended it: see {@link RunStatus.epoch}. */
  epoch: number
  /** Its number, one behind the last event's. */
  first: number
  /** Equal to `first`. */
  last: number
  /** How the run ended. */
  end: RunEnd
}

/** What the log of a run holds. */
export type Entry = FramesEntry | EndEntry

/** How a run ended. */
export interface RunEnd {
  /** How it ended. */
  state: Exclude<RunState, 'running'>
  /** JSON that the one who ended it wrote for the readers; opaque to the store, which writes `{}` where it declares a run lost. */
  detail: string
}

/** What a producer appends. */
export interface Append {
  /** The producer's own: once the run is in a higher one, nothing is added. */
  epoch: number
  /** Who writes: the relay that began the run, and no other. After the store lost all it had, another may have begun it in the same epoch. */
  owner: string
  /** The number of `frames[0]`; of the end where there are none. */
  first: number
  /** As in {@link FramesEntry}; none for a beat, or for an end alone. */
  frames: readonly string[]
  /** Written behind the frames, with the state, in the same step. */
  end?: RunEnd | undefined
  /** Whether to renew the producer's heartbeat and the run's time to live. */
  beat: boolean
}

/** Called with new entries, in order as far as the store knows; an empty list means: look for yourself. May drop, repeat or reorder. */
export type EntryListener = (entries: readonly Entry[]) => void

/** Counts what a principal may do in a time. */
export interface RateLimiter {
  /** Takes one of the principal's points. Resolves with 0, or with the milliseconds to wait where none is left. Rejects where it cannot be told. */
  take(principal: string): Promise<number>
}

/**
 * Where runs are kept. Every method but `follow`, `onNudge` and `createRateLimiter` rejects where the store cannot be reached in time; a call that timed out
 * may have been carried out all the same, so each can be repeated.
 */
export interface RunStore {
  /** How long a run lives without a beat of its producer, in milliseconds. The relay beats, looks and doubts in fractions of it. */
  readonly heartbeatMs: number
  /** Whether other processes see the same runs. */
  readonly isShared: boolean
  /**
   * Begins a run, or tells of the one of this id. One that was `refused` begins anew in the next epoch: upstream never ran it. Any other keeps its id, whatever
   * came of it, for its upstream may be at work, and is paid for. `changed` where it began.
   */
  create(run: NewRun): Promise<RunStatus>
  /**
   * Adds to a run, if it is running in `epoch` and `owner` produces it; else changes nothing and tells. What is there already (`last <= seq`) is acknowledged, so that a repeated
   * append adds nothing; one that holds more than what is there is kept whole. `gap` where `first > seq + 1`, so that `seq` 0 asks for everything again:
   * the store lost the log.
   */
  append(id: string, addition: Append): Promise<RunStatus>
  /** Ends a running run as `stopped` in the next epoch, which fences its producer off; tells of one that had ended. */
  stop(id: string, detail: string): Promise<RunStatus>
  /**
   * Tells where a run stands, and ends it as `lost` when two looks, a quarter of the heartbeat's life apart, found its producer without one. `attach` notes
   * that somebody reads it on a process that is not its producer's; from then on what is added is pushed.
   */
  look(id: string, attach: boolean): Promise<RunStatus>
  /** Entries that hold numbers after `after`, oldest first, at most `count`. The first may begin earlier. */
  read(id: string, after: number, count: number): Promise<Entry[]>
  /**
   * Pushes what is added from now on, of a shared store once a `look` attached. So: follow, attach, read. Calls with an empty list when it has taken effect.
   * Returns what ends it.
   */
  follow(id: string, listener: EntryListener): () => void
  /** Calls with the id of a run of `owner` that somebody else ended. A hint: it may be lost. Returns what ends it. */
  onNudge(owner: string, listener: (id: string) => void): () => void
  /** Takes or renews one of the principal's places for `leaseMs`, at most `most` at once over all processes; false where all are taken. */
  hold(principal: string, id: string, most: number, leaseMs: number): Promise<boolean>
  /** Gives the place back. */
  release(principal: string, id: string): Promise<void>
  /** A limiter of `points` per `durationMs` and principal. */
  createRateLimiter(name: string, points: number, durationMs: number): RateLimiter
  /** Resolves where the store answers. */
  check(): Promise<void>
  /** Lets go of its own connections and timers; the caller's client stays open. */
  close(): Promise<void>
}
