import type { ChatMessage, ToolRun } from '../ChatMessage.js'
import { callsOf, nameOf } from './callsOf.js'
import type { Tool } from './Tool.js'

/** An answer whose calls wait for the application's results, where it runs its tools by itself. */
export function handedOver(answer: ChatMessage): ChatMessage {
  const waiting = callsOf(answer).map((call): [string, ToolRun] => [call.id, { name: nameOf(call), state: 'awaiting-result' }])
  return { ...answer, toolRuns: { ...Object.fromEntries(waiting), ...answer.toolRuns } }
}

/** The tools that an answer calls, of which nothing is known but their names. */
export function toolsOf(answer: ChatMessage): Tool[] {
  return callsOf(answer).map((call) => {
    const name = nameOf(call)
    return { name, definition: { type: 'function', function: { name } }, validate: async (input) => input, needsApproval: () => false }
  })
}
