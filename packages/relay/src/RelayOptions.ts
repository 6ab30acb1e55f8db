import type { RelayLimits } from './RelayLimits.js'
import type { LogRecord } from './createLog.js'
import type { RunStore } from './store/RunStore.js'
import type { UpstreamOptions } from './upstream/Upstream.js'
import type { UsageReport } from './UsageReport.js'

/** Options of {@link createRelay}. */
export interface RelayOptions {
  /** The gateway behind the relay, and the key that stays here. */
  upstream: UpstreamOptions
  /**
   * Says who asks: a name that is the same each time this person asks, such as a user's id. Runs belong to it. Nothing, an empty name or a rejection is 401 for the
   * caller; what is thrown reaches nobody. The body is the relay's to read: look at that of `request.clone()`.
   */
  authorize: (request: Request) => string | null | undefined | Promise<string | null | undefined>
  /** Where runs are kept: `memoryStore()` for one process, `redisStore(client)` for several. */
  store: RunStore
  /** What of the limits is other than their defaults. */
  limits?: Partial<RelayLimits> | undefined
  /** The models that may be asked for. @defaultValue all that the upstream has */
  models?: readonly string[] | undefined
  /** Origins of pages elsewhere that may use the relay with the visitor's credentials, such as `https://app.example.com`. @defaultValue none: only pages of its own host */
  origins?: readonly string[] | undefined
  /**
   * Names of request headers that go on to the upstream; pages of `origins` may send them. Credentials, cookies and what describes the connection never do.
   * @defaultValue none
   */
  forwardHeaders?: readonly string[] | undefined
  /**
   * What to do with a new run while the store is away: `refuse` it with 503, or `serve` it as one that cannot be resumed, and stops when its reader leaves.
   * @defaultValue 'refuse'
   */
  withoutStore?: 'refuse' | 'serve' | undefined
  /**
   * Called once for each run, by the process that produced it, when its end is known. With it, streams are asked to tell their usage. What it throws or rejects
   * with is a record `usage-failed` and goes no further: catch what you want to know.
   */
  onUsage?: ((report: UsageReport) => unknown) | undefined
  /** Called for what happens, with names of runs and principals shortened to digests, and without bodies and keys. What it throws is passed over. */
  onLog?: ((record: LogRecord) => unknown) | undefined
}
