import type { ChatClient, ChatError, ChatMessageParam, ChatRequest, CompletionUsage, ContentPart, Cost } from '@rivulet/core'
import type { ChatMessage } from './ChatMessage.js'
import type { ContinueWith } from './continuation/continuationMessages.js'
import type { FrameScheduler } from './frame.js'
import type { QueuedMessage } from './QueuedMessage.js'
import type { RunPhase } from './runPhase.js'
import type { ConversationStorage } from './storage/ConversationStorage.js'
import type { StorageError } from './storage/StorageError.js'
import type { Tool } from './tools/Tool.js'

/** What a request carries beside model and messages: OpenAI's fields and any of a vendor. */
export type ChatParams = Partial<Omit<ChatRequest, 'model' | 'messages'>> & {
  /** False asks for the answer in one piece. @defaultValue true */
  stream?: boolean | undefined
  [vendorField: string]: unknown
}

/** What a chat reads anew for each request; {@link Chat.configure} changes it. */
export interface ChatSettings {
  /** Asks the gateway: of `createChatClient`. */
  client: ChatClient
  /** Asked for each answer, unless a turn says otherwise; by the id that the gateway gives it. */
  model: string
  /** Sent with each request, beside model and messages: OpenAI's fields, as `temperature`, and any of a vendor. */
  params?: ChatParams | undefined
  /** What the model may call. They go with each request, and run by themselves; those without `execute` wait for {@link Chat.addToolResult}. */
  tools?: readonly Tool[] | undefined
  /** How many requests one turn may make, where its answers call tools. @defaultValue 5 */
  maxSteps?: number | undefined
  /** What `send` does while a run is under way: wait in the queue, throw `ChatBusyError`, or stop the run. @defaultValue 'queue' */
  whileBusy?: 'queue' | 'reject' | 'interrupt' | undefined
  /** How the gateway is asked to go on with an answer. @defaultValue 'instruction' */
  continueWith?: ContinueWith | undefined
  /**
   * Decides which messages are sent for the path shown, for instance with a system prompt before it or the oldest turns left out.
   * @defaultValue `requestMessages`
   */
  prepareRequest?: ((path: readonly ChatMessage[]) => ChatMessageParam[] | PromiseLike<ChatMessageParam[]>) | undefined
  /** Called with every answer that has its ending and the outcome of its tool calls, whatever they are; not for one that `clear` forgot. */
  onFinish?: ((answer: ChatMessage) => void) | undefined
  /** Called when an answer failed, before `onFinish`; also when its turn came to its last step and would have gone on (`limit`). */
  onError?: ((error: ChatError, answer: ChatMessage) => void) | undefined
}

/** Options of `createChat`. */
export interface ChatOptions extends ChatSettings {
  /** Names the conversation, also in its storage. @defaultValue a random id */
  id?: string | undefined
  /** The conversation so far: rows of an earlier chat, or messages as the wire has them. A storage that knows the conversation knows better. */
  initialMessages?: readonly (ChatMessage | ChatMessageParam)[] | undefined
  /** Where the conversation is kept: it is read at once, and written as it changes. With one, several tabs share the conversation. */
  storage?: ConversationStorage | undefined
  /**
   * How long one call of the storage is waited for, in milliseconds. Then the chat goes on without, with a `StorageError` of the code `timeout` in its
   * snapshot; what was not written is written when the storage answers again. 0 and Infinity: without end. @defaultValue 10,000
   */
  storageTimeoutMs?: number | undefined
  /** When a growing answer is shown. @defaultValue with each animation frame, or after 250 ms where the page gets none */
  frame?: FrameScheduler | undefined
}

/** One turn's life: a request, and those that follow from its tool calls. */
export interface Run {
  /** Where it is. */
  readonly phase: RunPhase
  /** The number of the try under way, where the client makes another by itself. */
  readonly attempt?: number
  /** When the next try starts, in milliseconds of the epoch. */
  readonly retryAtMs?: number
  /** Names the run at the relay that keeps it, once its head has come: the client's `resume` reads it elsewhere. Absent where no relay keeps it. */
  readonly runId?: string
}

/** All that there is to draw. A new object for each change; what did not change keeps its identity. */
export interface ChatSnapshot {
  /** The path shown, from the first message to the newest; messages of other branches are not among them. */
  readonly messages: readonly ChatMessage[]
  /** The turn under way; its phase is `idle` where there is none. */
  readonly run: Run
  /** Why the last run failed; null once another starts. */
  readonly error: ChatError | null
  /** Tokens of the whole conversation, every try included. */
  readonly usage: CompletionUsage | undefined
  /** Cost of the whole conversation. Undefined where no gateway stated one, or where their units differ. */
  readonly cost: Cost | undefined
  /** What waits to be sent, the next one first. */
  readonly queue: readonly QueuedMessage[]
  /** The queue waits for the user, since the last run was stopped or did not end well: `send`, `retry` or `queue.resume` have it go on. */
  readonly queueHeld: boolean
  /** The conversation is still being read from its storage. */
  readonly loading: boolean
  /** Why the conversation could not be read or written; null again after a write that succeeded. What is shown is not lost by it. */
  readonly storageError: StorageError | null
}

/** What a turn is sent with in place of, or over, what the chat has. */
export interface TurnOptions {
  /** Asked in place of the chat's own. */
  model?: string | undefined
  /** Sent over those of the chat: OpenAI's fields and any of a vendor. */
  params?: ChatParams | undefined
  /** They are not kept: a message that waits in the queue over a reload goes out without them. */
  headers?: Readonly<Record<string, string>> | undefined
}

/** Options of one `send`. */
export interface SendOptions extends TurnOptions {
  /** The message's id and its `Idempotency-Key`. A second send with the same id does nothing. @defaultValue a random id */
  id?: string | undefined
  /** The application's own, kept with the message and in its storage; never sent. */
  metadata?: Readonly<Record<string, unknown>> | undefined
}

/** What waits to be sent, to be changed. Each throws `TypeError` for an id that does not wait. */
export interface ChatQueue {
  /** Replaces what a message says. @throws `TypeError` also where that is nothing. */
  readonly edit: (id: string, content: string | readonly ContentPart[]) => void
  /** Puts a message at a position of the queue, 0 the next one. */
  readonly move: (id: string, position: number) => void
  /** Forgets a message. */
  readonly remove: (id: string) => void
  /** Has a queue that was held go on. */
  readonly resume: () => void
}

/** A conversation with one gateway. Its functions need no `this`. */
export interface Chat {
  /** Names the conversation, also in its storage. */
  readonly id: string
  /**
   * Adds a user message and asks for its answer. While a run is under way and without a network the message waits in the queue; a chat with a storage
   * reads that first. Resolves when the message was accepted; how the answer ends is told on its message.
   * @throws `ChatBusyError` while a run is under way, with `whileBusy: 'reject'`.
   * @throws `TypeError` when there is nothing to send.
   */
  readonly send: (content: string | readonly ContentPart[], options?: SendOptions) => Promise<void>
  /** Ends the run at once: what came is kept and marked `stopped`. Resolves when the connection is closed; where a relay keeps the run, when that has answered. */
  readonly stop: () => Promise<void>
  /**
   * Asks for the last turn's answer again. The answer that it replaces stays in the conversation's tree with its text, and is no branch.
   * @throws `ChatBusyError` while a run is under way.
   * @throws `TypeError` where there is no turn yet.
   */
  readonly retry: () => Promise<void>
  /**
   * Asks for another answer beside this one, as a branch.
   * @param id - the answer's; the last one's where absent
   * @throws `ChatBusyError` while a run is under way, `TypeError` where there is no such answer.
   */
  readonly regenerate: (id?: string, options?: TurnOptions) => Promise<void>
  /**
   * Has the last answer go on where it was stopped, truncated or cut by length: the same message grows. What the model repeats of it is left out.
   * @throws `ChatBusyError` while a run is under way, `TypeError` where there is nothing to go on with.
   */
  readonly continueAnswer: () => Promise<void>
  /**
   * Adds a message beside the one with this id, as a branch: a user's is sent, as by `send`; an answer stands as if the model had said it.
   * @throws `TypeError` for an unknown id, and when there is nothing to send; `ChatBusyError` for an answer while a run is under way, and for a question as `send` does.
   */
  readonly edit: (id: string, content: string | readonly ContentPart[], options?: SendOptions) => Promise<void>
  /**
   * Shows the branch that leads through this message.
   * @throws `ChatBusyError` while a run is under way, `TypeError` for an unknown id.
   */
  readonly selectBranch: (id: string) => void
  /** The ids of the messages beside this one, itself included: several where an answer was regenerated or a message edited. The same array until it changes. */
  readonly getBranches: (id: string) => readonly string[]
  /**
   * Gives the result of a tool call that waits for it; `isError` says that it failed. The turn goes on when each call has its outcome.
   * @throws `ToolCallError` with its `toolCallId` where no such call waits.
   */
  readonly addToolResult: (toolCallId: string, result: unknown, options?: { isError?: boolean | undefined }) => void
  /** Lets a tool call run that waits for approval. @throws `ToolCallError` with its `toolCallId` where none waits. */
  readonly approve: (toolCallId: string) => void
  /** Does not; the model is told why. @throws `ToolCallError` with its `toolCallId` where none waits. */
  readonly reject: (toolCallId: string, reason?: string) => void
  /** Forgets a message and all that follows it; a run that is among it is stopped. @throws `TypeError` for an unknown id. */
  readonly remove: (id: string) => void
  /** Stops the run and forgets every message, also those that wait. */
  readonly clear: () => void
  /** Changes what waits to be sent. */
  readonly queue: ChatQueue
  /** Leaves the run: it goes on where a relay keeps it, else its request is closed. What came is kept and marked `detached`; nothing can be sent from its `onFinish`. */
  readonly detach: () => void
  /** Changes settings from the next request on. */
  readonly configure: (settings: Partial<ChatSettings>) => void
  /** What there is to draw now: the same object until something changes. */
  readonly getSnapshot: () => ChatSnapshot
  /** Calls `listener` after every change. Returns what ends it. */
  readonly subscribe: (listener: () => void) => () => void
  /** A message of the conversation, also one that the path shown has left. */
  readonly getMessage: (id: string) => ChatMessage | undefined
  /** Calls `listener` when the message changes, comes or goes, and when there is another branch beside it. */
  readonly subscribeMessage: (id: string, listener: () => void) => () => void
}

/** Thrown while a run is under way. Stop it first, or wait for its end. */
export class ChatBusyError extends Error {
  override readonly name = 'ChatBusyError'

  constructor() {
    super('The chat is still answering, so nothing was sent. Wait for the answer or stop it first.')
  }
}
