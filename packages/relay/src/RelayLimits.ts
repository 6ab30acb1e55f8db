/** What a relay allows. Times in milliseconds; Infinity is no limit. */
export interface RelayLimits {
  /** Longest body of a request, in bytes. @defaultValue 262,144 */
  requestBytes: number
  /**
   * Greatest `max_tokens` and `max_completion_tokens`; also what is asked for where a request names neither. A request for more is not refused: it gets so many.
   * @defaultValue none
   */
  maxTokens: number | undefined
  /** Greatest `n`. A request for more is not refused: it gets so many. @defaultValue 1 */
  maxChoices: number
  /** Requests for an answer, per principal and minute. @defaultValue 60 */
  runsPerMinute: number
  /** Runs at once, per principal over all processes. @defaultValue 10 */
  runsAtOnce: number
  /** Open streams and other answers that are waited for at once, per principal and process. @defaultValue 50 */
  readersAtOnce: number
  /** Runs at once in this process; more are refused with 503 rather than served badly. @defaultValue 1,000 */
  runs: number
  /** How late this process may be before it refuses new runs: its timers and what waits for its turn, on the mean of a second. @defaultValue 250 */
  lagMs: number
  /** Longest answer of the upstream, decompressed, in bytes. @defaultValue 16,777,216 */
  runBytes: number
  /** How long the upstream may take to the head of its answer; 0 is no limit either. @defaultValue 300,000 */
  upstreamHeadersMs: number
  /** How long the upstream may be silent; its comments count as life. 0 is no limit either. @defaultValue 120,000 */
  upstreamIdleMs: number
  /** How long a run goes on without a reader. @defaultValue 30,000 */
  detachedGraceMs: number
  /** How long a reader may take nothing although something is there. @defaultValue 30,000 */
  readerStallMs: number
  /** How much may come while a reader takes nothing for a second or longer, in UTF-16 units. @defaultValue 1,048,576 */
  readerLagChars: number
  /** How much of an answer may wait for a slow store before the upstream has to wait too, in UTF-16 units. @defaultValue 262,144 */
  storeQueueChars: number
  /** How long the head of a response waits for the upstream's, so that its status reaches the caller as it is. @defaultValue 1,000 */
  statusWaitMs: number
  /** A comment comes at least so often. @defaultValue 10,000 */
  pingMs: number
}

export const DEFAULT_LIMITS: RelayLimits = {
  requestBytes: 262_144,
  maxTokens: undefined,
  maxChoices: 1,
  runsPerMinute: 60,
  runsAtOnce: 10,
  readersAtOnce: 50,
  runs: 1000,
  lagMs: 250,
  runBytes: 16_777_216,
  upstreamHeadersMs: 300_000,
  upstreamIdleMs: 120_000,
  detachedGraceMs: 30_000,
  readerStallMs: 30_000,
  readerLagChars: 1_048_576,
  storeQueueChars: 262_144,
  statusWaitMs: 1000,
  pingMs: 10_000,
}

/**
 * The limits given, and the defaults of the rest.
 * @throws `TypeError` for a name that is no limit, and for a value that is no number from 0. `Number()` of a variable that is not set is NaN, which nothing is
 *   greater than: such a limit would hold nobody back.
 */
export function toLimits(given: Partial<RelayLimits> = {}): RelayLimits {
  const limits = { ...DEFAULT_LIMITS }
  for (const [name, value] of Object.entries(given) as [string, unknown][]) {
    if (!isLimit(name))
      throw new TypeError(`createRelay: there is no limit ${name}, so it would limit nothing. See RelayLimits for their names.`)
    if (value === undefined) continue
    if (typeof value !== 'number' || !(value >= 0))
      throw new TypeError(`createRelay: the limit ${name} is no number from 0, so it would limit nothing. Give it one, or leave it out.`)
    limits[name] = value
  }
  return limits
}

const isLimit = (name: string): name is keyof RelayLimits => Object.hasOwn(DEFAULT_LIMITS, name)
