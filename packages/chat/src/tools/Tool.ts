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
  execute?(input: Input, context: ToolContext): unknown
  needsApproval?: boolean | ((input: Input, context: ToolContext) => boolean | PromiseLike<boolean>) | undefined
}
