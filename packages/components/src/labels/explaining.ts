import type { ChatErrorCode, StorageErrorCode } from '@rivulet/chat'
import type { ErrorLabels } from './error.js'

/** Explains an error by its code, one of a storage by the storage's own codes; one of another code in its own words. */
export function explaining(
  texts: Readonly<Record<ChatErrorCode, string>>,
  storageTexts: Readonly<Record<StorageErrorCode, string>>,
): ErrorLabels['errorText'] {
  const [known, ofStorage] = [texts, storageTexts].map((each) => new Map<string, string>(Object.entries(each)))
  return ({ name, code, message }) => (name === 'StorageError' ? ofStorage : known)?.get(code) ?? message
}
