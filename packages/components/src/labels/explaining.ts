import type { ChatErrorCode } from '@rivulet/chat'
import type { ErrorLabels } from './error.js'

/** Explains an error by its code; one of another code in its own words. */
export function explaining(texts: Readonly<Record<ChatErrorCode, string>>): ErrorLabels['errorText'] {
  const known = new Map<string, string>(Object.entries(texts))
  return ({ code, message }) => known.get(code) ?? message
}
