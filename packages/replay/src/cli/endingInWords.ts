import type { ChatResult } from '@rivulet/core'
import { oneLine } from './terminal.js'

/** How an answer ended, in a sentence. */
export function endingInWords({ ending, completion: { choices } }: ChatResult): string {
  if (ending.kind === 'complete') {
    const reason = choices[0]?.finish_reason ?? ending.finishReason
    const lost = ending.lostEvents > 0 ? `; ${ending.lostEvents} events could not be read` : ''
    return `complete${reason === null ? '' : ` (${oneLine(reason)})`}${lost}`
  }
  if (ending.kind === 'failed') return `failed (${ending.error.code}): ${oneLine(ending.error.message)}`
  if (ending.kind === 'stalled') return `stalled: no byte for ${Math.round(ending.idleMs / 1000)} s`
  return {
    stopped: 'stopped by its reader',
    detached: 'left by its reader',
    truncated: 'truncated: the bytes ended before the answer did',
  }[ending.kind]
}
