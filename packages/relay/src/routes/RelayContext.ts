import type { Admission } from '../guard/createAdmission.js'
import type { RelayLimits } from '../RelayLimits.js'
import type { LogRecord } from '../createLog.js'
import type { RelayOptions } from '../RelayOptions.js'
import type { Runs } from '../run/Runs.js'
import type { RunStore } from '../store/RunStore.js'
import type { Telemetry } from '../createTelemetry.js'
import type { Upstream } from '../upstream/Upstream.js'

/** What every route of one relay works with. */
export interface RelayContext {
  readonly options: RelayOptions
  readonly limits: RelayLimits
  /** The name of this process among those that share the store. */
  readonly owner: string
  readonly store: RunStore
  readonly runs: Runs
  readonly upstream: Upstream
  readonly admission: Admission
  readonly telemetry: Telemetry
  readonly log: (record: LogRecord) => void
  /** Set once the relay closes: it takes no more runs. */
  isClosing: boolean
  /** Runs of this process of which `onUsage` has not been told, or has not dealt with it. */
  unreported: number
}

/** Who asks. */
export interface Principal {
  /** As `authorize` gave it: for reports, and nothing else. */
  name: string
  /** Its digest: what the store knows. */
  key: string
}
