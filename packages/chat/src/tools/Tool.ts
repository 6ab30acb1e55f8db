import type { FunctionTool } from '@rivulet/core'
import type { ChatMessage } from '../ChatMessage.js'

/** What a tool knows of the call that it runs for. */
export interface ToolContext {
  /** The call's id, as the model's answer has it. */
  readonly toolCallId: string
  /** The conversation up to the answer that holds the call, itself included. */
  readonly messages: readonly ChatMessage[]
  /** Aborted when the run is stopped and when the tool's time is over. */
  readonly signal: AbortSignal
}

/** A tool made by `defineTool`. `Input` is what its parameters accept. */
export interface Tool<Input = unknown> {
  /** What the model calls it. */
  readonly name: string
  /** How a request declares it. */
  readonly definition: FunctionTool
  /** Gives the arguments back typed, as its parameters accept them; rejects with why they are refused. */
  readonly validate: (value: unknown) => Promise<Input>
  /** Its time limit in milliseconds: see `ToolOptions.timeoutMs`. @defaultValue 120,000 */
  readonly timeoutMs?: number | undefined
  // Methods, so that a list may hold tools of any input: each is called with what its own `validate` gave.
  /** Runs it, as `ToolOptions.execute` says. Absent: the application gives the result. */
  execute?(input: Input, context: ToolContext): unknown
  /** Whether a person decides before it runs. */
  needsApproval(input: Input, context: ToolContext): boolean | PromiseLike<boolean>
}
