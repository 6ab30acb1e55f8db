import type { InspectedEvent } from './InspectedRun.js'

/** What an event brings, in one word. `event` is one of which only the size is known. */
export type EventKind =
  | 'text'
  | 'reasoning'
  | 'tool'
  | 'role'
  | 'finish'
  | 'usage'
  | 'error'
  | 'done'
  | 'comment'
  | 'body'
  | 'event'
  | 'other'

/** What {@link describeEvent} says of an event. */
export interface EventDescription {
  /** What it brings: see {@link EventKind}. */
  readonly kind: EventKind
  /** The part of the data that a reader looks for; empty where there is none. */
  readonly gist: string
}

/** Reads an event's data just far enough to name it. Without `type` it is an event that the stream gave no name. */
export function describeEvent(data: string, type = 'message'): EventDescription {
  if (type === 'comment') return { kind: 'comment', gist: data }
  if (data === '[DONE]') return { kind: 'done', gist: '' }
  const described = describeJson(data)
  if (type === 'body') return { kind: 'body', gist: described.kind === 'error' ? described.gist : '' }
  return type === 'error' && described.kind === 'other' ? { kind: 'error', gist: data } : described
}

/** Whether the event carried some of the answer, and so counts as a token while no usage is known. */
export function isToken(kind: EventKind): boolean {
  return kind === 'text' || kind === 'reasoning' || kind === 'tool'
}

/** Each event is read once: events never change, and there may be thousands. */
const descriptions = new WeakMap<InspectedEvent, EventDescription>()

/** What an event of a run brings. */
export function descriptionOf(event: InspectedEvent): EventDescription {
  const known = descriptions.get(event)
  if (known) return known
  const { data, type } = event
  const description = data === undefined ? describeType(type) : describeEvent(data, type)
  descriptions.set(event, description)
  return description
}

function describeType(type: string): EventDescription {
  if (type === 'comment' || type === 'error' || type === 'body') return { kind: type, gist: '' }
  return { kind: 'event', gist: type === 'message' ? '' : type }
}

function describeJson(data: string): EventDescription {
  const chunk = parseRecord(data)
  if (!chunk) return { kind: 'other', gist: '' }
  if (chunk['error']) return { kind: 'error', gist: textOf(isRecord(chunk['error']) ? chunk['error']['message'] : chunk['error']) }
  const [choice] = Array.isArray(chunk['choices']) ? chunk['choices'].filter(isRecord) : []
  return (choice && describeChoice(choice)) ?? describeUsage(chunk)
}

function describeChoice(choice: Record<string, unknown>): EventDescription | undefined {
  const delta = isRecord(choice['delta']) ? choice['delta'] : {}
  if (Array.isArray(delta['tool_calls'])) return { kind: 'tool', gist: delta['tool_calls'].filter(isRecord).map(gistOfToolCall).join(' ') }
  const reasoning = textOf(delta['reasoning_content']) || textOf(delta['reasoning'])
  if (reasoning) return { kind: 'reasoning', gist: JSON.stringify(reasoning) }
  const text = textOf(delta['content']) || textOf(delta['refusal'])
  if (text) return { kind: 'text', gist: JSON.stringify(text) }
  const finishReason = textOf(choice['finish_reason'])
  if (finishReason) return { kind: 'finish', gist: finishReason }
  const role = textOf(delta['role'])
  return role ? { kind: 'role', gist: role } : undefined
}

function gistOfToolCall(call: Record<string, unknown>): string {
  const { name, arguments: fragment } = isRecord(call['function']) ? call['function'] : {}
  return textOf(name) || JSON.stringify(textOf(fragment))
}

function describeUsage(chunk: Record<string, unknown>): EventDescription {
  const { usage, credits_used: credits } = chunk
  if (typeof credits === 'number') return { kind: 'usage', gist: `credits ${credits}` }
  if (!isRecord(usage)) return { kind: 'other', gist: '' }
  return { kind: 'usage', gist: typeof usage['total_tokens'] === 'number' ? `${usage['total_tokens']} tokens` : '' }
}

/** How many tokens the gateway says the answer took, where this is the event that says it. */
export function completionTokensOf({ data }: InspectedEvent): number | undefined {
  const { usage } = parseRecord(data ?? '') ?? {}
  const tokens = isRecord(usage) ? usage['completion_tokens'] : undefined
  return typeof tokens === 'number' && tokens > 0 ? tokens : undefined
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function parseRecord(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
