import type { AssistantMessageParam, ChatMessageParam, MessageAudio, ToolMessageParam } from '@rivulet/core'
import type { ChatMessage } from './ChatMessage.js'

/**
 * What is sent for a conversation: each message's wire form, with the fields of vendors that gateways want back, made well-formed. What an answer spoke
 * goes by its `audio.id`, and in its words once that has expired. Answers of which nothing came are left out, and so are a tool call without its result
 * (its run was stopped, cut or never answered) and a result without its call: gateways refuse all three.
 *
 * Use it inside `prepareRequest`: `(path) => [{ role: 'system', content }, ...requestMessages(path)]`.
 */
export function requestMessages(path: readonly ChatMessage[]): ChatMessageParam[] {
  return path.flatMap(({ wire }, at) => {
    if (wire.role === 'tool') return []
    return wire.role === 'assistant' ? withResults(wire, resultsAfter(path, at)) : [wire]
  })
}

/** Ids of calls are unique within an answer, and with some gateways no further: only what follows it at once answers it. */
function resultsAfter(path: readonly ChatMessage[], at: number): ToolMessageParam[] {
  const results: ToolMessageParam[] = []
  for (let next = path[at + 1]?.wire; next?.role === 'tool'; next = path[at + 1 + results.length]?.wire) results.push(next)
  return results
}

function withResults(
  { tool_calls: calls = [], audio, ...written }: AssistantMessageParam,
  results: readonly ToolMessageParam[],
): ChatMessageParam[] {
  const message: AssistantMessageParam = audio ? { ...written, ...spoken(audio, written.content) } : written
  // One whose id comes twice has one result, and of two results for one call the first counts.
  const once = new Map(calls.map((call) => [call.id, call])).values()
  const kept = [...once].filter(({ id }) => results.some((result) => result.tool_call_id === id))
  if (kept.length > 0)
    return [{ ...message, tool_calls: kept }, ...kept.flatMap(({ id }) => results.find((result) => result.tool_call_id === id) ?? [])]
  return message.content?.length || message.refusal || message.audio ? [message] : []
}

/** What was spoken goes by its id, without the sound; in its words where the gateway no longer knows it. */
function spoken(
  { id, transcript, expires_at: untilS = Infinity }: Partial<MessageAudio>,
  content: AssistantMessageParam['content'],
): Pick<AssistantMessageParam, 'audio' | 'content'> {
  return id && untilS * 1000 > Date.now() ? { audio: { id } } : { content: content || transcript || null }
}
