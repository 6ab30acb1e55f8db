import type { AssistantMessageParam, ChatMessageParam } from '@rivulet/core'
import type { ChatMessage } from './ChatMessage.js'

/**
 * What is sent for a conversation: each message's wire form, made well-formed. Answers of which nothing came are left out, and so is a tool
 * call without its result (its run was stopped, cut or never answered): gateways refuse both.
 *
 * Use it inside `prepareRequest`: `(path) => [{ role: 'system', content }, ...requestMessages(path)]`.
 */
export function requestMessages(path: readonly ChatMessage[]): ChatMessageParam[] {
  const answered = new Set(path.flatMap(({ wire }) => (wire.role === 'tool' ? [wire.tool_call_id] : [])))
  return path.flatMap(({ wire }) => (wire.role === 'assistant' ? sendable(wire, answered) : [wire]))
}

function sendable({ tool_calls: calls, ...message }: AssistantMessageParam, answered: ReadonlySet<string>): ChatMessageParam[] {
  const kept = calls?.filter(({ id }) => answered.has(id)) ?? []
  const said = Boolean(message.content?.length) || Boolean(message.refusal)
  if (kept.length > 0) return [{ ...message, tool_calls: kept }]
  return said ? [message] : []
}
