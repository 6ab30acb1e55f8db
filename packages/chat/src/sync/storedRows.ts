import { textOf, type ChatMessage } from '../ChatMessage.js'
import { isGrowing } from '../rows.js'

/** Whether an answer lost sight of its run, which may still be kept by a relay. */
export function mayGoOn(row: ChatMessage): boolean {
  return row.state !== 'done' || (row.ending?.kind === 'detached' && row.runId !== undefined)
}

/** Whether a growing answer has more text here than it had when it was stored. */
export function isFurther(here: ChatMessage | undefined, stored: ChatMessage): boolean {
  return here !== undefined && isGrowing(here) && isGrowing(stored) && textOf(here).length > textOf(stored).length
}

/** Whether an answer that grows here has its end in the storage. */
export function hasEnded(here: ChatMessage | undefined, stored: ChatMessage): boolean {
  return here !== undefined && isGrowing(here) && stored.state === 'done'
}
