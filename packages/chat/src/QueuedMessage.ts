import type { ContentPart } from '@rivulet/core'
import type { ChatParams } from './Chat.js'

/** A message that waits to be sent: behind a running answer, for the network, or because the run before it did not end well. */
export interface QueuedMessage {
  /** The id that its message will have, and its `Idempotency-Key`. */
  readonly id: string
  /** What the message says, as it will be sent. */
  readonly content: string | readonly ContentPart[]
  /** The model that it is sent to in place of the chat's. */
  readonly model?: string
  /** Sent with it over those of the chat. */
  readonly params?: ChatParams
  /** The application's own, which its message will have; never sent. */
  readonly metadata?: Readonly<Record<string, unknown>>
  /** The message that it is to follow; absent: whatever is last when its turn comes. */
  readonly parentId?: string | null
  /** Milliseconds of the epoch. */
  readonly createdAtMs: number
}
