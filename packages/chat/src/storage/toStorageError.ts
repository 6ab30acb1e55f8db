import { StorageError, type StorageErrorCode } from './StorageError.js'

const MESSAGES: Readonly<Record<StorageErrorCode, string>> = {
  quota: 'The browser gives this site no more room, so the change was not saved. Remove conversations or free disk space.',
  unavailable:
    'The browser gives this page no storage, so conversations are lost when it is closed. Leave the private window or allow site data.',
  blocked: 'Another tab holds an older version of the database, so conversations are not read or saved. Close the other tabs of this site.',
  timeout:
    'The storage does not answer, so conversations are not read or saved for now. What is shown is saved when it answers again; keep the page open until then.',
  newer: 'The database is of a later version, so conversations are not read or saved. Reload the page.',
  failed: 'The database failed, so conversations are not read or saved. Try again, or reload the page.',
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
  const what = `The message ${JSON.stringify(rowId)} holds what is no data`
  const message = `${what}, so the change was not saved. Look at its metadata, parameters and tool results.`
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
