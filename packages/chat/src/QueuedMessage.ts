import type { ContentPart } from '@rivulet/core'
import type { ChatParams } from './Chat.js'

/** A message that waits to be sent: behind a running answer, for the network, or because the run before it did not end well. */
export interface QueuedMessage {
  /** The id that its message will have, and its `Idempotency-Key`. */
  readonly id: string
  readonly content: string | readonly ContentPart[]
  readonly model?: string
  readonly params?: ChatParams
  readonly metadata?: Readonly<Record<string, unknown>>
  /** The message that it is to follow; absent: whatever is last when its turn comes. */
  readonly parentId?: string | null
  /** Milliseconds of the epoch. */
  readonly createdAtMs: number
}
