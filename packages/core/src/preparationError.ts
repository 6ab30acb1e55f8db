import { ChatError, isChatError } from './ChatError.js'

/**
 * The error of a request that was never sent because the application's own part in it threw: code `http`, never retryable. `part` names
 * what was asked of the application; what it threw is the cause, or the error itself where it is a {@link ChatError}.
 */
export function preparationError(part: string, cause: unknown): ChatError {
  if (isChatError(cause)) return cause
  const what = `The request could not be prepared: ${part} threw.`
  return new ChatError('http', `${what} Nothing was sent. Correct that function of the application: its error is the cause of this one.`, {
    cause,
  })
}
