import type { ChatMessage } from '../ChatMessage.js'
import { isCutByLength } from '../isCut.js'
import { isEmpty } from '../isEmpty.js'
import { isAnswer } from '../rows.js'
import { callsOf } from '../tools/callsOf.js'

/**
 * Whether `continueAnswer` would go on with this answer, were it the last message and no run under way: it was stopped, left, truncated, stalled, cut by
 * length or failed, there is text to go on from, and it holds no tool call.
 */
export function canContinue(row: ChatMessage): boolean {
  const { state, ending, wire } = row
  if (state !== 'done' || !isAnswer(row) || callsOf(row).length > 0) return false
  if (!ending || (ending.kind === 'complete' && !isCutByLength(ending))) return false
  return !isEmpty(wire.content)
}
