import type { ChatMessageParam, CompletionUsage, Cost, Ending, Warning } from '@rivulet/core'

/** One row of a conversation: the wire's message whole, and what happened to it. */
export interface ChatMessage {
  /** Never changes, from the first delta to after a reload. */
  readonly id: string
  /** The message that this one answers or follows; null for the first. */
  readonly parentId: string | null
  /** The OpenAI message as it came or will be sent, with the fields of vendors on it. */
  readonly wire: ChatMessageParam
  /** `pending`: nothing of the answer has come; `streaming`: it grows; `done`: it has its ending, or is no answer. */
  readonly state: 'pending' | 'streaming' | 'done'
  /** How the answer ended. Absent while it grows, and on messages that are no answer. */
  readonly ending?: Ending
  readonly warnings: readonly Warning[]
  readonly usage?: CompletionUsage
  readonly cost?: Cost
  readonly timings?: Timings
  /** Which try of its turn this answer is: 1 for the first, one more for each retry, also those that the client made by itself. */
  readonly attempts: number
  /** What came of its tool calls, by the call's id. */
  readonly toolRuns: Readonly<Record<string, ToolRun>>
  /** Milliseconds of the epoch. */
  readonly createdAtMs: number
  /** The application's own; never sent. */
  readonly metadata?: Readonly<Record<string, unknown>>
}

/** When an answer began and how long it took. All but the first are elapsed milliseconds by a monotonic clock. */
export interface Timings {
  /** When it was asked for, in milliseconds of the epoch. */
  readonly startedAtMs: number
  /** Until the first text, reasoning or tool call came. Absent where none did. */
  readonly firstTokenMs?: number
  /** Until it ended. */
  readonly endMs?: number
}

/** What came of one tool call. */
export interface ToolRun {
  readonly state: 'running' | 'done' | 'failed'
  /** What the tool returned, or what its failure said. */
  readonly result?: unknown
}

/** A message's text: its text parts joined by line breaks, parts that are no text left out. */
export function textOf({ wire: { content } }: Pick<ChatMessage, 'wire'>): string {
  if (typeof content === 'string') return content
  return (content ?? []).flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n')
}

/** What the model thought before it answered; empty where it did not say. */
export function reasoningOf({ wire }: Pick<ChatMessage, 'wire'>): string {
  return wire.role === 'assistant' ? (wire.reasoning_content ?? '') : ''
}
