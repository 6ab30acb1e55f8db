import type { ChatMessage, ToolRun } from '../ChatMessage.js'
import { defineTool } from './defineTool.js'
import type { Tool } from './Tool.js'

/** Rows of a conversation that was left while the calls of its last answer, by their ids, were so; each calls the tool `mail`. */
export function leftWaiting(states: Readonly<Record<string, ToolRun['state'] | undefined>>): ChatMessage[] {
  const ids = Object.keys(states)
  const row = { state: 'done', warnings: [], attempts: 1, toolRuns: {}, createdAtMs: 0 } as const
  const runs = Object.entries(states).flatMap(([id, state]) => (state ? [[id, { name: 'mail', state }] as const] : []))
  const isAsking = Object.values(states).includes('awaiting-approval')
  const isWaiting = Object.values(states).includes('awaiting-result')
  return [
    { ...row, id: 'question', parentId: null, wire: { role: 'user', content: 'haiku' } },
    {
      ...row,
      id: 'answer',
      parentId: 'question',
      wire: {
        role: 'assistant',
        content: null,
        tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'mail', arguments: '{}' } })),
      },
      state: isAsking ? 'awaiting-approval' : isWaiting ? 'running-tools' : 'done',
      ending: { kind: 'complete', finishReason: 'tool_calls', sawDone: true, lostEvents: 0 },
      toolRuns: Object.fromEntries(runs),
    },
  ]
}

/** The tool `mail`, which somebody has to approve. */
export function mail(execute: Tool['execute'], validate: (value: unknown) => unknown = (value) => value): Tool {
  return defineTool({ name: 'mail', parameters: { type: 'object' }, validate, needsApproval: true, execute })
}
