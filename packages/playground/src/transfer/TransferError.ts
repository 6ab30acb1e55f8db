/**
 * Why a file was not taken. Nothing that was there before is changed by it.
 *
 * - `unreadable`: the browser could not read it.
 * - `not-json`: it holds no JSON.
 * - `not-conversations`: it is JSON of something else.
 * - `newer`: a later version of the playground wrote it.
 */
export type TransferErrorCode = 'unreadable' | 'not-json' | 'not-conversations' | 'newer'

/** Thrown for a file that holds no conversations; its message is for the reader. */
export class TransferError extends Error {
  override readonly name = 'TransferError'
  readonly code: TransferErrorCode

  constructor(code: TransferErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
