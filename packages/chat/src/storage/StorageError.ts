/**
 * Why a conversation could not be read or written.
 *
 * - `quota`: the browser gives no more room.
 * - `unavailable`: there is no storage here, or the browser denies it (private windows, blocked site data).
 * - `blocked`: another tab holds an older version of the database open.
 * - `newer`: the database was made by a later version of the application.
 * - `failed`: anything else; `cause` tells.
 */
export type StorageErrorCode = 'quota' | 'unavailable' | 'blocked' | 'newer' | 'failed'

/** Thrown by a `ConversationStorage`. The message says what happened, what it means and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly code: StorageErrorCode

  constructor(code: StorageErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
