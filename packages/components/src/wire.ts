import type { ChatMessage } from '@rivulet/chat'

type Wire = ChatMessage['wire']
type AssistantWire = Extract<Wire, { role: 'assistant' }>

/** A tool call as the wire holds it, of a function or of a custom tool. */
export type WireToolCall = NonNullable<AssistantWire['tool_calls']>[number]

/** A message's text: parts joined by line breaks, parts that are no text left out. */
export function textOf(wire: Wire): string {
  const { content } = wire
  if (typeof content === 'string') return content
  return (content ?? []).flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

/** How many parts of a message are no text: images, sounds, files. */
export function attachmentCount(wire: Wire): number {
  if (typeof wire.content === 'string' || !wire.content) return 0
  return wire.content.filter((part) => part.type !== 'text' && part.type !== 'refusal').length
}

/** What an assistant said beside its text; empty for the other roles. */
export function answerOf(wire: Wire): { reasoning: string; refusal: string; toolCalls: readonly WireToolCall[] } {
  if (wire.role !== 'assistant') return { reasoning: '', refusal: '', toolCalls: [] }
  const refusalParts =
    typeof wire.content === 'string' ? [] : (wire.content ?? []).flatMap((part) => (part.type === 'refusal' ? [part.refusal] : []))
  return {
    reasoning: wire.reasoning_content ?? '',
    refusal: [wire.refusal ?? '', ...refusalParts].filter(Boolean).join('\n'),
    toolCalls: wire.tool_calls ?? [],
  }
}

/** The name of the tool and what the model wrote for it. */
export function inputOf(call: WireToolCall): { name: string; input: string } {
  if (call.type === 'custom') return { name: call.custom.name, input: call.custom.input }
  return { name: call.function.name, input: call.function.arguments }
}
