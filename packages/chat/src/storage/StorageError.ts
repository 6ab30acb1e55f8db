/**
 * Why a conversation could not be read or written.
 *
 * - `quota`: the browser gives no more room.
 * - `unavailable`: there is no storage here, or the browser denies it (private windows, blocked site data).
 * - `blocked`: another tab holds an older version of the database open.
 * - `timeout`: it did not answer in time. What was asked of it may still be carried out.
 * - `newer`: the database was made by a later version of the application.
 * - `failed`: anything else; `cause` tells, and `rowId` where it was about one row.
 */
export type StorageErrorCode = 'quota' | 'unavailable' | 'blocked' | 'timeout' | 'newer' | 'failed'

/** What a {@link StorageError} may carry beside its code and message. */
export interface StorageErrorDetails extends ErrorOptions {
  /** The message that cannot be stored as it is, waiting ones included. */
  rowId?: string | undefined
}

/** Thrown by a `ConversationStorage`. The message says what happened, what it means and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  /** Why it could not: see {@link StorageErrorCode}. */
  readonly code: StorageErrorCode
  /** See {@link StorageErrorDetails.rowId}. */
  readonly rowId: string | undefined

  constructor(code: StorageErrorCode, message: string, { rowId, ...options }: StorageErrorDetails = {}) {
    super(message, options)
    this.code = code
    this.rowId = rowId
  }
}
