import type { Ending } from '@rivulet/core'

/** Whether its length ended an answer, in the words of OpenAI's API and of gateways that say it otherwise. */
export function isCutByLength(ending: Ending): boolean {
  return ending.kind === 'complete' && /^(length|max_tokens)$/.test(ending.finishReason ?? '')
}

/** Whether an answer came to its end, and something of it may be missing all the same: its length ended it, or a filter did. */
export function isCut(ending: Ending): boolean {
  return isCutByLength(ending) || (ending.kind === 'complete' && ending.finishReason === 'content_filter')
}
