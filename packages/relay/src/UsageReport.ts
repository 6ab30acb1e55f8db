import type { ChatResult, CompletionUsage } from '@rivulet/core'
import type { RunState } from './RunState.js'

/** What one run used. */
export interface UsageReport {
  /** The run's id, as its readers know it. */
  runId: string
  /** As `authorize` named it. */
  principal: string
  /** The model that answered; the one that was asked for where none did. */
  model: string
  /** As the upstream told; undefined where it did not, for instance because the run was stopped. */
  usage?: CompletionUsage | undefined
  /** As the upstream told. */
  cost?: ChatResult['cost'] | undefined
  /** How the run ended. */
  ending: Exclude<RunState, 'running'>
  /** From the request to the end. */
  elapsedMs: number
}
