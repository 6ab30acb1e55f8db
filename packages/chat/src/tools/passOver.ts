import type { ChatMessage, ToolRun } from '../ChatMessage.js'
import type { MessageTree } from '../MessageTree.js'
import { appendResults } from './appendResults.js'
import { callsOf, nameOf, runOf } from './callsOf.js'
import { contentOfOutcome, stopped, type ToolOutcome } from './toolOutcome.js'

/** Waits for an answer's calls no longer, and goes on without them: the model is told of each its outcome, or that it was stopped. */
export function passOver(tree: MessageTree, answer: ChatMessage): void {
  const runs = new Map<string, ToolRun & ToolOutcome>()
  for (const call of callsOf(answer)) {
    const run = runOf(answer, call.id)
    runs.set(call.id, run && isOutcome(run) ? run : { name: nameOf(call), ...run, ...stopped() })
  }
  appendResults(
    tree,
    { ...answer, toolRuns: Object.fromEntries(runs) },
    Array.from(runs, ([id, run]) => ({ role: 'tool', tool_call_id: id, content: contentOfOutcome(run) })),
  )
}

function isOutcome(run: ToolRun): run is ToolRun & ToolOutcome {
  return ['done', 'failed', 'rejected'].includes(run.state)
}
