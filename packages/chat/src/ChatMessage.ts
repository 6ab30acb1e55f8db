import type { ChatMessageParam, CompletionUsage, Cost, Ending, Warning } from '@rivulet/core'

/** One row of a conversation: the wire's message whole, and what happened to it. */
export interface ChatMessage {
  /** Never changes, from the first delta to after a reload. */
  readonly id: string
  /** The message that this one answers or follows; null for the first. */
  readonly parentId: string | null
  /** The OpenAI message as it came or will be sent, with the fields of vendors on it. */
  readonly wire: ChatMessageParam
  /**
   * `pending`: nothing of the answer has come; `streaming`: it grows; `running-tools`: it is whole, and its tool calls have no outcome yet;
   * `awaiting-approval`: all that is missing is a person's decision; `done`: nothing more comes of it by itself.
   */
  readonly state: 'pending' | 'streaming' | 'running-tools' | 'awaiting-approval' | 'done'
  /** How the answer ended. Absent while it grows, and on messages that are no answer. */
  readonly ending?: Ending
  /**
   * The model that answered, as its gateway names it; the one that was asked for as long as the gateway has not said. On answers of a request only:
   * messages that the application gave have none.
   */
  readonly model?: string
  /** What was repaired, skipped or noticed of the answer on the way. Empty on messages that are no answer. */
  readonly warnings: readonly Warning[]
  /** Tokens of the answer, as its gateway counted them; of one that went on, of all its requests. Absent where it counted none. */
  readonly usage?: CompletionUsage
  /** What the answer cost; of one that went on, all its requests. Absent where the gateway did not state it. */
  readonly cost?: Cost
  /** When it began and how long it took. On answers of a request only. */
  readonly timings?: Timings
  /**
   * Every top-level field of the gateway's own that came with the answer, as it came: `citations`, `credits_used`, `x_groq`, `timings` … Of an answer that
   * went on, those of both requests, the later one's over the other's. Absent where there were none; never sent.
   */
  readonly extra?: Readonly<Record<string, unknown>>
  /** Which try of its turn this answer is: 1 for the first, one more for each retry, also those that the client made by itself. */
  readonly attempts: number
  /** The answer that this one was asked for in place of, by `retry`: an earlier try is no branch of its own. */
  readonly retryOf?: string
  /** Names the run at the relay that keeps it, while the answer grows: a page that comes back goes on reading it. */
  readonly runId?: string
  /** What there was of the answer before the run named by `runId` went on with it. Absent where that run makes all of it. */
  readonly runFrom?: RunFrom
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
  /**
   * How long the model thought before it said something: from the first reasoning to the first text, tool call or other part, or to the answer's end where
   * no other came. Absent until then, and where no reasoning was streamed.
   */
  readonly reasoningMs?: number
  /** Until it ended. */
  readonly endMs?: number
}

/** Of an answer that goes on: what was said, and paid for, before its present run. */
export interface RunFrom {
  /** In UTF-16 code units. */
  readonly contentChars: number
  /** In UTF-16 code units. */
  readonly reasoningChars: number
  /** Tokens counted by then. Absent where there was no count. */
  readonly usage?: CompletionUsage
  /** What it had cost by then. Absent where no cost was stated. */
  readonly cost?: Cost
}

/** What came of one tool call. */
export interface ToolRun {
  /** The name of the function, or of the custom tool, as the model wrote it; there may be no tool of this name. Absent only on rows that the application made. */
  readonly name?: string
  /**
   * `awaiting-approval`: a person decides whether it runs; `awaiting-result`: the application gives its result; `running`; `done`; `failed`:
   * its arguments were refused, it threw, took too long or was stopped; `rejected`: a person did not let it run.
   */
  readonly state: 'awaiting-approval' | 'awaiting-result' | 'running' | 'done' | 'failed' | 'rejected'
  /** The arguments, validated, as JSON has them. Absent where they were refused. */
  readonly input?: unknown
  /** What a tool that is a generator yielded last, as JSON has it. */
  readonly progress?: unknown
  /** What the tool returned, as JSON has it; what its failure said, or why it was rejected. */
  readonly result?: unknown
  /** When it began to run, in milliseconds of the epoch. */
  readonly startedAtMs?: number
  /** How long it ran, by a monotonic clock. */
  readonly durationMs?: number
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
