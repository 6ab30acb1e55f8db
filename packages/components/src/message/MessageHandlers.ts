import type { ChatMessage } from '@rivulet/chat'

/** What a reader thinks of an answer; null takes it back. */
export type Feedback = 'up' | 'down' | null

/** The versions of a message and which of them is shown, as `useBranches` gives them. */
export interface MessageBranches {
  /** Ids of the messages that stand beside this one, itself included, oldest first. */
  readonly ids: readonly string[]
  /** Where this one stands among them. */
  readonly index: number
}

/** What a reader may do with a message. Each is offered only where it is given. */
export interface MessageHandlers {
  /** Tries again, under an answer that is not whole. */
  onRetry?: ((message: ChatMessage) => unknown) | undefined
  /** Goes on with an answer that was stopped, cut or failed, where there is text to go on from. */
  onContinue?: ((message: ChatMessage) => unknown) | undefined
  /** Leads to the question of an answer that would be refused in the same way again. */
  onEditQuestion?: ((message: ChatMessage) => unknown) | undefined
  /** Asks for another answer beside this one. */
  onRegenerate?: ((message: ChatMessage) => unknown) | undefined
  /** Takes what the reader wrote in place of the message's text. */
  onEdit?: ((message: ChatMessage, text: string) => unknown) | undefined
  /** Shows another version of the message: the one with this id. */
  onSelectBranch?: ((id: string) => unknown) | undefined
  /** Called with what the reader thinks of an answer now, as it is chosen and as it is taken back. */
  onFeedback?: ((message: ChatMessage, feedback: Feedback) => unknown) | undefined
  /** Lets a tool call run that waits for approval. */
  onApprove?: ((toolCallId: string, message: ChatMessage) => unknown) | undefined
  /** Does not let it run; the model is told the reason. */
  onReject?: ((toolCallId: string, reason: string | undefined, message: ChatMessage) => unknown) | undefined
  /** Gives the result of a call that waits for one; only what `renderTools` draws asks for it. */
  onToolResult?: ((toolCallId: string, result: unknown, options?: { isError?: boolean | undefined }) => unknown) | undefined
}
