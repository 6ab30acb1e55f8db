import type { ChatMessage } from '@rivulet/chat'
import { indentJson } from './indentJson.js'
import type { ToolCallState } from './ToolCall.js'
import { inputOf, type WireToolCall } from './wire.js'

/**
 * Where one call of a message stands: what the application did with it, else how much of it has been written. Calls are written one after
 * the other, so only the last of a growing message can be open.
 */
export function stateOfCall({ state, toolRuns }: ChatMessage, call: WireToolCall, isLast: boolean): ToolCallState {
  const run = toolRuns[call.id]
  if (run) return run.state
  const isWhole = call.type === 'custom' || indentJson(inputOf(call).input) !== undefined
  if (state !== 'done') return isLast || !isWhole ? 'streaming' : 'called'
  return isWhole ? 'called' : 'incomplete'
}
