import type { Timeline } from '../timeline.js'

/** An answer as it is about to be played to a caller: what faults are applied to. */
export interface ServedExchange {
  /** The HTTP status. */
  readonly status: number
  /** Those of the response. */
  readonly headers: Readonly<Record<string, string>>
  /** When the head comes, in milliseconds after the request. */
  readonly headAtMs: number
  /** The body, in milliseconds after the request. */
  readonly timeline: Timeline
  /**
   * What a fault kept from the caller, so that asking again is answered with the same exchange: `intercepted`, the request never reached the
   * gateway; `broken`, its answer came in part.
   */
  readonly withheld?: 'intercepted' | 'broken' | undefined
}

/** What every fault takes beside its own parameters. */
export interface CommonFaultParams {
  /** Where this fault's random choices begin, whatever else is in the list. @defaultValue made from the `seed` of the whole list */
  readonly seed?: number | undefined
  /** How many requests meet the fault, counted from the first; those after it are served without. @defaultValue all, or what the fault says */
  readonly times?: number | undefined
}

/** Something that goes wrong between gateway and caller: a named, pure function over what is served. Made by `split()`, `stall()` and the like. */
export interface Fault {
  /** As in texts such as `cut:at=120`. */
  readonly name: string
  /** As they were given, without defaults. */
  readonly params: FaultParams
  /** How many requests meet it, counted from the first. */
  readonly times: number
  /**
   * The exchange with the fault in it. The same `random` gives the same.
   * @param random - gives numbers in [0, 1).
   */
  readonly apply: (exchange: ServedExchange, random: () => number) => ServedExchange
}

/** Parameters of any fault, by their names. */
export type FaultParams = Readonly<Record<string, number | string | undefined>>

/** A place in a body: how many bytes come before it, or which share of them (`50%`). */
export type BytePlace = number | `${number}%`

/** One parameter of a fault, as a menu or a command line needs it. */
export interface FaultParam {
  /** `number`: a whole number; `place`: a {@link BytePlace}. */
  readonly type: 'number' | 'place' | 'text'
  /** What it is called in a menu, in a few words. */
  readonly title: string
  /** What a number counts; absent where it counts nothing. */
  readonly unit?: 'bytes' | 'ms' | 's' | 'tokens' | 'events' | 'requests' | undefined
  /** Taken where it is not given; absent where nothing is. */
  readonly default?: number | string | undefined
  /** The least that is allowed. @defaultValue 0 */
  readonly min?: number | undefined
  /** The most that is allowed. @defaultValue no limit */
  readonly max?: number | undefined
}

/** What a client promises where the fault struck an answer that was not finished yet. */
export interface FaultPromise {
  /** How the answer ends. `as recorded`: as it would without the fault. */
  readonly ending: 'as recorded' | 'truncated' | 'stalled' | 'failed'
  /** What is kept of its text: `whole`, the part that came (`prefix`), `none`, or the whole with an event twice or in another place (`changed`). */
  readonly text: 'whole' | 'prefix' | 'none' | 'changed'
}

/** What is known of a fault: an entry of `FAULTS`. */
export interface FaultKind {
  /** As in texts such as `cut:at=120`. */
  readonly name: string
  /** For a menu. */
  readonly title: string
  /** What it does to an answer, in a sentence. */
  readonly does: string
  /** Which promise to the user it puts to the test. */
  readonly tests: string
  /** What a client promises under it. */
  readonly promise: FaultPromise
  /** Its own parameters and `seed` and `times`, which all have. */
  readonly params: Readonly<Record<string, FaultParam>>
  /** Makes it of parameters. @throws FaultError `parameter` where one is unknown or out of its range. */
  readonly make: (params?: FaultParams) => Fault
}

/** Makes a fault; `kind` is its entry in `FAULTS`. @throws FaultError `parameter` where one is out of its range. */
export interface FaultMaker<Params extends object> {
  /** Makes it. @throws FaultError `parameter` where one is unknown or out of its range. */
  (params?: Params & CommonFaultParams): Fault
  /** The fault as an entry of `FAULTS`. */
  readonly kind: FaultKind
}

/** A fault that cannot be made. */
export class FaultError extends Error {
  override readonly name = 'FaultError'
  /** `unknown`: no fault has that name; `parameter`: one that it does not have, or out of its range; `syntax`: a text that is no list of faults. */
  readonly code: 'unknown' | 'parameter' | 'syntax'

  constructor(code: FaultError['code'], message: string) {
    super(message)
    this.code = code
  }
}
