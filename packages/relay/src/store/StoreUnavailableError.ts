/**
 * The store could not be reached, did not answer in time, or refused. What was asked may have been carried out all the same; every call of a store can
 * be repeated. `cause` says what the client library told, which may name the host; `message` names nobody and nothing.
 */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError'
  readonly code = 'store_unavailable'

  constructor(what: string, options?: ErrorOptions) {
    super(
      `The store of runs ${what}. Nothing is known of what became of the call; it can be repeated. See that Redis is up and can be reached.`,
      options,
    )
  }
}

/** Errors of client libraries carry the command with its arguments, which hold what people wrote: only name, code and message are taken. */
export function unavailable(error: unknown): StoreUnavailableError {
  if (error instanceof StoreUnavailableError) return error
  if (!(error instanceof Error)) return new StoreUnavailableError('failed')
  // Redis repeats the arguments of a command that it does not know.
  const cause = new Error(error.message.replace(/, with args beginning with.*/s, ''))
  cause.name = error.name
  if ('code' in error && typeof error.code === 'string') Object.assign(cause, { code: error.code })
  return new StoreUnavailableError(isReply(error) ? 'refused the call' : 'could not be reached', { cause })
}

/** Redis begins an error's message with a word in capitals, as in `READONLY You can't write against a read only replica`. */
const isReply = ({ message }: Error) => /^[A-Z]{3,} /.test(message)
