import { callSafely } from './callSafely.js'
import { digest } from './guard/runIds.js'
import { modelName } from './modelName.js'
import type { RunState } from './RunState.js'

/** One line for a log. It holds no body, no key and no whole id. */
export interface LogRecord {
  /** `run-joined`: by a request with the `Idempotency-Key` of a run that had begun. `usage-failed`: `onUsage` threw or rejected. */
  event: 'run-started' | 'run-joined' | 'run-resumed' | 'run-ended' | 'request-refused' | 'reader-dropped' | 'usage-failed'
  /** The first eight digits of the run's digest: tells runs apart, and opens none. */
  run?: string | undefined
  /** Likewise of the principal. */
  principal?: string | undefined
  /** As it was asked for or as it answered; `_OTHER` for what is no name. */
  model?: string | undefined
  /** How the run ended. */
  state?: RunState | undefined
  /** The status and code that the caller got. A run that the upstream refused has them too: `upstream_auth` where the relay's key is missing or wrong. */
  status?: number | undefined
  /** The code of the error that the caller got, as `error.code` of its body has it. */
  code?: string | undefined
  /** From the request to the end of the run. */
  elapsedMs?: number | undefined
}

/** Makes the function that records go to: what names somebody is digested on the way, so that no caller can forget to. They come in order. */
export function createLog(onLog: ((record: LogRecord) => unknown) | undefined): (record: LogRecord) => void {
  if (!onLog) return () => undefined
  // Digests are not done in the order in which they were begun.
  let told = Promise.resolve()
  return (record) => {
    const short = shortened(record)
    told = told.then(async () => void callSafely(onLog, await short))
  }
}

async function shortened({ run, principal, model, ...record }: LogRecord): Promise<LogRecord> {
  return {
    ...record,
    ...(run && { run: (await digest(run)).slice(0, 8) }),
    ...(principal && { principal: principal.slice(0, 8) }),
    ...(model !== undefined && { model: modelName(model) }),
  }
}
