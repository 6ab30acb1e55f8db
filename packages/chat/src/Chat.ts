import type { ChatClient, ChatError, ChatMessageParam, ChatRequest, CompletionUsage, ContentPart, Cost } from '@rivulet/core'
import type { ChatMessage } from './ChatMessage.js'
import type { FrameScheduler } from './frame.js'
import type { RunPhase } from './runPhase.js'

/** What a request carries beside model and messages: OpenAI's fields and any of a vendor. */
export type ChatParams = Partial<Omit<ChatRequest, 'model' | 'messages'>> & {
  /** False asks for the answer in one piece. @defaultValue true */
  stream?: boolean | undefined
  [vendorField: string]: unknown
}

/** What a chat reads anew for each request; {@link Chat.configure} changes it. */
export interface ChatSettings {
  client: ChatClient
  model: string
  params?: ChatParams | undefined
  /**
   * Decides which messages are sent for the path shown, for instance with a system prompt before it or the oldest turns left out.
   * @defaultValue `requestMessages`
   */
  prepareRequest?: ((path: readonly ChatMessage[]) => ChatMessageParam[] | PromiseLike<ChatMessageParam[]>) | undefined
  /** Called with every answer that has its ending, whatever it is; not for one that `clear` forgot. */
  onFinish?: ((answer: ChatMessage) => void) | undefined
  /** Called when an answer failed, before `onFinish`. */
  onError?: ((error: ChatError, answer: ChatMessage) => void) | undefined
}

/** Options of `createChat`. */
export interface ChatOptions extends ChatSettings {
  /** @defaultValue a random id */
  id?: string | undefined
  /** The conversation so far: rows of an earlier chat, or messages as the wire has them. */
  initialMessages?: readonly (ChatMessage | ChatMessageParam)[] | undefined
  /** When a growing answer is shown. @defaultValue with each animation frame, or after 250 ms where the page gets none */
  frame?: FrameScheduler | undefined
}

/** One request's life. */
export interface Run {
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
  readonly messages: readonly ChatMessage[]
  readonly run: Run
  /** Why the last run failed; null once another starts. */
  readonly error: ChatError | null
  /** Tokens of the whole conversation, every try included. */
  readonly usage: CompletionUsage | undefined
  /** Cost of the whole conversation. Undefined where no gateway stated one, or where their units differ. */
  readonly cost: Cost | undefined
}

/** Options of one `send`. */
export interface SendOptions {
  /** The message's id and its `Idempotency-Key`. A second send with the same id does nothing. @defaultValue a random id */
  id?: string | undefined
  /** In place of the chat's, for this turn. */
  model?: string | undefined
  /** Over the chat's, for this turn. */
  params?: ChatParams | undefined
  metadata?: Record<string, unknown> | undefined
}

/** A conversation with one gateway. Its functions need no `this`. */
export interface Chat {
  readonly id: string
  /**
   * Adds a user message and asks for its answer. Resolves when the message was accepted; how the answer ends is told on its message.
   * @throws `ChatBusyError` while a run is under way.
   * @throws `TypeError` when there is nothing to send.
   */
  readonly send: (content: string | ContentPart[], options?: SendOptions) => Promise<void>
  /** Ends the run at once: what came is kept and marked `stopped`. Resolves when the connection is closed; where a relay keeps the run, when that has answered. */
  readonly stop: () => Promise<void>
  /**
   * Asks for the last turn's answer again. The answer that it replaces stays in the conversation's tree with its text.
   * @throws `ChatBusyError` while a run is under way.
   * @throws `TypeError` where there is no turn yet.
   */
  readonly retry: () => Promise<void>
  /** Stops the run and forgets every message. */
  readonly clear: () => void
  /** Leaves the run: it goes on where a relay keeps it, else its request is closed. What came is kept and marked `detached`; nothing can be sent from its `onFinish`. */
  readonly detach: () => void
  /** Changes settings from the next request on. */
  readonly configure: (settings: Partial<ChatSettings>) => void
  readonly getSnapshot: () => ChatSnapshot
  /** Calls `listener` after every change. Returns what ends it. */
  readonly subscribe: (listener: () => void) => () => void
  /** A message of the conversation, also one that the path shown has left. */
  readonly getMessage: (id: string) => ChatMessage | undefined
  readonly subscribeMessage: (id: string, listener: () => void) => () => void
}

/** Thrown by `send` and `retry` while a run is under way. Stop it first, or wait for its end. */
export class ChatBusyError extends Error {
  override readonly name = 'ChatBusyError'

  constructor() {
    super('The chat is still answering, so nothing was sent. Wait for the answer or stop it first.')
  }
}
