import type { FunctionTool } from '@rivulet/core'
import type { ChatMessage } from '../ChatMessage.js'

/** What a tool knows of the call that it runs for. */
export interface ToolContext {
  readonly toolCallId: string
  /** The conversation up to the answer that holds the call, itself included. */
  readonly messages: readonly ChatMessage[]
  /** Aborted when the run is stopped and when the tool's time is over. */
  readonly signal: AbortSignal
}

/** A tool made by `defineTool`. `Input` is what its parameters accept. */
export interface Tool<Input = unknown> {
  readonly name: string
  /** How a request declares it. */
  readonly definition: FunctionTool
  readonly validate: (value: unknown) => Promise<Input>
  readonly timeoutMs?: number | undefined
  // Methods, so that a list may hold tools of any input: each is called with what its own `validate` gave.
  execute?(input: Input, context: ToolContext): unknown
  needsApproval(input: Input, context: ToolContext): boolean | PromiseLike<boolean>
}
