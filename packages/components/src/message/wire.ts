import type { ChatMessage, ContentPart } from '@rivulet/chat'
import { splitContent } from '../attachments/splitContent.js'
import { asText } from '../shared/asText.js'

type Wire = ChatMessage['wire']

/** A tool call as the wire holds it, of a function or of a custom tool. */
export type WireToolCall = NonNullable<Extract<ChatMessage['wire'], { role: 'assistant' }>['tool_calls']>[number]

/** A message's text: parts joined by line breaks, parts that are no text left out. */
export function textOf({ content }: Wire): string {
  if (!Array.isArray(content)) return asText(content)
  return partsOf(content)
    .flatMap((part) => (part.type === 'text' ? [asText(part.text)] : []))
    .join('\n')
}

/** The pictures that an answer made, where its gateway sends them beside the text. @see https://openrouter.ai/docs/features/multimodal/image-generation */
export function picturesOf(wire: Wire): readonly ContentPart[] {
  return wire.role === 'assistant' ? objectsOf((wire as { images?: readonly ContentPart[] }).images) : []
}

/** What was said, where an answer is sound and its text stands beside that alone. */
function transcriptOf(wire: Wire): string {
  return wire.role === 'assistant' ? asText((wire.audio as { transcript?: unknown } | null | undefined)?.transcript) : ''
}

/** A message's text without the files that were sent as text; of an answer that is sound alone, what was said. */
export function writtenTextOf(wire: Wire): string {
  return splitContent(wire.content).text || transcriptOf(wire)
}

/** What there is to copy or to read out: the text, else why there is none. */
export function writtenOf(wire: Wire): string {
  return writtenTextOf(wire) || answerOf(wire).refusal
}

/** What an assistant said beside its text; empty for the other roles. */
export function answerOf(wire: Wire): { reasoning: string; refusal: string; toolCalls: readonly WireToolCall[] } {
  if (wire.role !== 'assistant') return { reasoning: '', refusal: '', toolCalls: [] }
  const refusalParts = partsOf(wire.content).flatMap((part) => (part.type === 'refusal' ? [asText(part.refusal)] : []))
  return {
    reasoning: asText(wire.reasoning_content),
    refusal: [asText(wire.refusal), ...refusalParts].filter(Boolean).join('\n'),
    toolCalls: objectsOf(wire.tool_calls),
  }
}

/** The name of the tool and what the model wrote for it; empty where the call does not say. */
export function inputOf(call: WireToolCall): { name: string; input: string } {
  if (call.type === 'custom') return { name: asText(call.custom?.name), input: asText(call.custom?.input) }
  return { name: asText(call.function?.name), input: asText(call.function?.arguments) }
}

function partsOf(content: Wire['content']) {
  return typeof content === 'string' ? [] : objectsOf<Exclude<NonNullable<Wire['content']>, string>[number]>(content)
}

/** The objects of what should be a list of them: the types are promises of a gateway. */
function objectsOf<Held extends object>(list: readonly Held[] | null | undefined): readonly Held[] {
  const items: readonly Held[] = Array.isArray(list) ? list : []
  return items.filter(isObject)
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}
