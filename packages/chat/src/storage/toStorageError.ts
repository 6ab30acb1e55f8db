import { StorageError, type StorageErrorCode } from './StorageError.js'

const MESSAGES: Readonly<Record<StorageErrorCode, string>> = {
  quota: 'The browser gives this site no more room, so nothing of this change was saved. Remove old conversations or free disk space.',
  unavailable:
    'The browser gives this page no storage, so conversations are lost when it is closed. Leave the private window, or allow this site to keep data.',
  blocked:
    'Another tab holds an older version of the database open, so conversations can be neither read nor saved. Close the other tabs of this site.',
  newer: 'A later version of the application made the database, so this one can neither read nor save conversations. Reload the page.',
  failed: 'The database failed, so conversations were not read or saved. Try again, and reload the page where that does not help.',
}

/** A failure with a code alone, in the words that belong to it. */
export function storageError(code: StorageErrorCode, cause?: unknown): StorageError {
  return new StorageError(code, MESSAGES[code], cause === undefined ? {} : { cause })
}

/** What IndexedDB or a structured clone threw. */
export function toStorageError(error: unknown): StorageError {
  return error instanceof StorageError ? error : storageError(codeOf(error), error)
}

/** That one row cannot be stored as it is. */
export function unstorableRow(rowId: string, cause: unknown): StorageError {
  const what = `The message ${JSON.stringify(rowId)} holds what cannot be stored`
  const message = `${what}, so nothing of this change was saved. Keep only data in its metadata, parameters and tool results.`
  return new StorageError('failed', message, { rowId, cause })
}

function codeOf(error: unknown): StorageErrorCode {
  switch (error instanceof Error ? error.name : '') {
    case 'QuotaExceededError':
    case 'NS_ERROR_DOM_QUOTA_REACHED':
      return 'quota'
    case 'VersionError':
      return 'newer'
    case 'SecurityError':
    // Firefox's private windows before version 115.
    case 'InvalidStateError':
      return 'unavailable'
    default:
      return 'failed'
  }
}
