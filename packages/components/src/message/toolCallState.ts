import type { ChatMessage } from '@rivulet/chat'
import { isJson } from '../shared/indentJson.js'
import type { ToolCallState } from './ToolCall.js'
import { inputOf, type WireToolCall } from './wire.js'

/**
 * Where one call of a message stands: what the application did with it, else how much of it has been written. Calls are written one after
 * the other, so only the last of a growing message can be open.
 */
export function stateOfCall({ state, toolRuns }: ChatMessage, call: WireToolCall, isLast: boolean): ToolCallState {
  const run = runOf(toolRuns, call)
  if (run) return run.state
  // The growing one is not read: that would cost its whole length at every piece.
  if (state !== 'done' && isLast) return 'streaming'
  const isWhole = call.type === 'custom' || isJson(inputOf(call).input)
  if (isWhole) return 'called'
  return state === 'done' ? 'incomplete' : 'streaming'
}

/** The run of a call, whose id may be any word, `constructor` as well. */
export function runOf(toolRuns: ChatMessage['toolRuns'], { id }: WireToolCall): ChatMessage['toolRuns'][string] | undefined {
  return Object.hasOwn(toolRuns, id) ? toolRuns[id] : undefined
}
