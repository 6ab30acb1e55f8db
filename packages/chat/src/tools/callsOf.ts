import type { CustomToolCall, ToolCall } from '@rivulet/core'
import { isCutByLength } from '../AnswerRun.js'
import type { ChatMessage } from '../ChatMessage.js'

/** The tool calls of a message, as the wire holds them. */
export function callsOf({ wire }: Pick<ChatMessage, 'wire'>): readonly (ToolCall | CustomToolCall)[] {
  return (wire.role === 'assistant' && wire.tool_calls) || []
}

/** The name of what a call calls: a function, or a custom tool. */
export function nameOf(call: ToolCall | CustomToolCall): string {
  return call.type === 'custom' ? call.custom.name : call.function.name
}

/** Whether the calls of an answer may run: it is whole, nothing of it was lost, and its length was not what ended it. */
export function callsTools({ wire, ending }: ChatMessage): boolean {
  if (callsOf({ wire }).length === 0 || ending?.kind !== 'complete' || ending.lostEvents > 0) return false
  return !isCutByLength(ending) && ending.finishReason !== 'content_filter'
}

/** Whether a call of an answer waits for a decision or a result. Its id may be any word, `constructor` as well. */
export function isAwaited({ toolRuns }: ChatMessage, callId: string): boolean {
  const run = Object.hasOwn(toolRuns, callId) ? toolRuns[callId] : undefined
  return run?.state === 'awaiting-approval' || run?.state === 'awaiting-result'
}

/** Whether a call of a whole answer may be decided once its turn is over: as it was left, or where the application runs its tools by itself. */
export function isOpen(answer: ChatMessage, callId: string, hasTools: boolean): boolean {
  if (!callsTools(answer)) return false
  if (hasTools || Object.hasOwn(answer.toolRuns, callId)) return isAwaited(answer, callId)
  return callsOf(answer).some(({ id }) => id === callId)
}
