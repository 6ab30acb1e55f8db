import { isRecord, parseRecord } from '../parseRecord.js'

/** What an event brings, in one word. */
export type EventKind = 'text' | 'reasoning' | 'tool' | 'role' | 'finish' | 'usage' | 'error' | 'done' | 'body' | 'other'

export interface EventDescription {
  readonly kind: EventKind
  /** The part of the data that a reader looks for; empty where there is none. */
  readonly gist: string
}

/** Reads an event's data just far enough to name it. */
export function describeEvent(data: string): EventDescription {
  if (data === '[DONE]') return { kind: 'done', gist: '' }
  const chunk = parseRecord(data)
  if (!chunk) return { kind: 'other', gist: '' }
  if (chunk['error']) return { kind: 'error', gist: textOf(isRecord(chunk['error']) ? chunk['error']['message'] : chunk['error']) }
  const [choice] = Array.isArray(chunk['choices']) ? chunk['choices'].filter(isRecord) : []
  return (choice && describeChoice(choice)) ?? describeUsage(chunk)
}

/** Whether the event carried some of the answer, and so counts as a token while no usage is known. */
export function isToken(kind: EventKind): boolean {
  return kind === 'text' || kind === 'reasoning' || kind === 'tool'
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

/** JSON with its lines indented; anything else as it is. */
export function indentJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
