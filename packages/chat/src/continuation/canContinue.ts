import { isCutByLength } from '../AnswerRun.js'
import type { ChatMessage } from '../ChatMessage.js'
import { isEmpty } from '../isEmpty.js'

/**
 * Whether `continueAnswer` would go on with this answer, were it the last message and no run under way: it was stopped, left, truncated, stalled, cut by
 * length or failed, there is text to go on from, and it holds no tool call.
 */
export function canContinue({ wire, ending, state }: ChatMessage): boolean {
  if (state !== 'done' || wire.role !== 'assistant' || wire.tool_calls?.length) return false
  if (!ending || (ending.kind === 'complete' && !isCutByLength(ending))) return false
  return !isEmpty(wire.content)
}
