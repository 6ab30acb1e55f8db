import type { ToolMessageParam } from '@rivulet/core'
import type { ChatMessage, ToolRun } from '../ChatMessage.js'
import { callsOf, nameOf, runOf } from './callsOf.js'
import { contentOfOutcome, stopped, type ToolOutcome } from './toolOutcome.js'

/** An answer whose calls are not waited for any longer, and what the model is told of each: its outcome, or that it was stopped. */
export function passedOver(answer: ChatMessage): { answer: ChatMessage; results: ToolMessageParam[] } {
  const runs = new Map<string, ToolRun & ToolOutcome>()
  for (const call of callsOf(answer)) {
    const run = runOf(answer, call.id)
    runs.set(call.id, run && isOutcome(run) ? run : { name: nameOf(call), ...run, ...stopped() })
  }
  return {
    answer: { ...answer, toolRuns: Object.fromEntries(runs) },
    results: Array.from(runs, ([id, run]) => ({ role: 'tool', tool_call_id: id, content: contentOfOutcome(run) })),
  }
}

function isOutcome(run: ToolRun): run is ToolRun & ToolOutcome {
  return ['done', 'failed', 'rejected'].includes(run.state)
}
