import type { CustomToolCall, ToolCall } from '@rivulet/core'
import type { ChatMessage, ToolRun } from '../ChatMessage.js'
import { isCut } from '../isCut.js'

/** The tool calls of a message, as the wire holds them. */
export function callsOf({ wire }: Pick<ChatMessage, 'wire'>): readonly (ToolCall | CustomToolCall)[] {
  return (wire.role === 'assistant' && wire.tool_calls) || []
}

/** The name of what a call calls: a function, or a custom tool. Empty where a row that was given or stored has none. */
export function nameOf(call: ToolCall | CustomToolCall): string {
  const called: { name?: string } | undefined = call.type === 'custom' ? call.custom : call.function
  return called?.name ?? ''
}

/** Whether the calls of an answer may run: it is whole, and nothing of it was lost or cut. */
export function callsTools({ wire, ending }: ChatMessage): boolean {
  return callsOf({ wire }).length > 0 && ending?.kind === 'complete' && !(ending.lostEvents > 0) && !isCut(ending)
}

/** What is known of a call. Its id is the gateway's and may be any word, `constructor` as well. */
export function runOf({ toolRuns }: ChatMessage, callId: string): ToolRun | undefined {
  return Object.hasOwn(toolRuns, callId) ? toolRuns[callId] : undefined
}

/** What a person, or the application, says of a call that waits. */
export type Decision = 'approve' | 'reject' | 'addToolResult'

/** The states of a call that each decision may be about. */
export const AWAITED: Readonly<Record<Decision, readonly ToolRun['state'][]>> = {
  approve: ['awaiting-approval'],
  reject: ['awaiting-approval', 'awaiting-result'],
  addToolResult: ['awaiting-result'],
}

/** Whether this can be decided about a call of a whole answer. Where the application runs its tools by itself, each call without an outcome waits for a result. */
export function awaits(answer: ChatMessage, callId: string, decision: Decision, hasTools: boolean): boolean {
  if (!callsTools(answer)) return false
  const isOpen = !hasTools && callsOf(answer).some(({ id }) => id === callId)
  const state = runOf(answer, callId)?.state ?? (isOpen ? 'awaiting-result' : undefined)
  return state !== undefined && AWAITED[decision].includes(state)
}
