import type { ChatSource } from './decode.js'
import { httpError, requestIdOf } from './httpError.js'
import type { ErrorContext } from './reportedError.js'
import type { Tracer } from './trace.js'

/** An answer whose body can be read. */
export interface Opened extends ErrorContext {
  source: ChatSource
  contentType: string
}

/** Whether an answer comes as events, by what its head says. */
export function isEventStream({ contentType }: Pick<Opened, 'contentType'>): boolean {
  return contentType.includes('event-stream')
}

/** Takes a success as it is. @throws {@link ChatError} for every other status. */
export async function toOpened(response: Response, secrets: readonly string[], tracer?: Tracer): Promise<Opened> {
  tracer?.response(response, secrets)
  if (!response.ok) throw await httpError(response, secrets)
  const { headers } = response
  return { source: response, contentType: (headers.get('content-type') ?? '').toLowerCase(), secrets, requestId: requestIdOf(headers) }
}
