import { isChatError } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import { openSource } from './decode.js'
import { guarded } from './guarded.js'
import { isEventStream, toOpened, type Opened } from './Opened.js'
import { readText } from './readText.js'
import { Resumption } from './Resumption.js'
import { isPassingStatus, retryAfterMs } from './retry.js'
import { RunCursor } from './RunCursor.js'
import { sendRequest, type Endpoint, type Outgoing, type Sent } from './sendRequest.js'

/** A stop is sent at most so often, and its answer is awaited no longer than this. */
const STOP_TRIES = 4
const STOP_MS = 5000
const STOP_BASE_MS = 250
/** More than a run's status takes. */
const STATUS_BYTES = 4096

/** How a relay is asked about a run. */
export interface RelayedRunOptions extends Pick<Outgoing, 'headers' | 'tracer'> {
  onResponse?: ((response: Response) => void) | undefined
  resumeMs: number
  /** A run that is known before anything is sent, and the event to go on after. */
  id?: string | undefined
  lastEventId?: string | undefined
  /** The `Idempotency-Key` of a request that nothing has answered, though it was sent: a relay may have begun a run under it. */
  keyOf?: (() => string | undefined) | undefined
}

/** A run as its relay keeps it, apart from any connection: which one it is, how far it was read, and what the relay can be asked about it. */
export class RelayedRun {
  /** Undefined where no relay keeps the run, or none has said so yet. */
  id: string | undefined
  readonly cursor: RunCursor
  readonly resumption: Resumption
  readonly #endpoint: Endpoint
  readonly #options: RelayedRunOptions

  constructor(endpoint: Endpoint, options: RelayedRunOptions) {
    this.#endpoint = endpoint
    this.#options = options
    this.id = options.id
    this.cursor = new RunCursor(options.lastEventId)
    this.resumption = new Resumption(options.resumeMs)
  }

  /** Takes the run's id from the head of the response that began it. */
  learn({ headers }: Response): void {
    const id = headers.get('x-rivulet-run') ?? ''
    if (isRunId(id) && headers.get('x-rivulet-resumable') !== 'false') this.id = id
  }

  /**
   * Asks for the events after the last one that was applied.
   * @throws {@link ChatError} `relay_lost` where the relay has no such run, else whatever went wrong.
   */
  async read(signal: AbortSignal): Promise<Opened> {
    const { headers, onResponse, tracer } = this.#options
    const { lastEventId } = this.cursor
    const own = lastEventId === undefined ? headers : { ...headers, 'last-event-id': lastEventId }
    const { response, secrets } = await this.#ask('/events', { headers: own, tracer, signal })
    if (!signal.aborted) guarded(onResponse, response)
    const opened = await toOpened(response, secrets, tracer).catch(toLoss)
    if (isEventStream(opened)) return opened
    openSource(response).cancel()
    throw chatError('protocol', 'In place of the events of the run something else came.', { requestId: opened.requestId, retryable: true })
  }

  /**
   * Asks the relay to stop the run, a few times if need be: by its id, or by its key before the id is known. Undefined where there is neither. Resolves when that
   * is done, after 5 s at the latest; never rejects.
   */
  stop(): Promise<void> | undefined {
    const key = this.id === undefined ? this.#options.keyOf?.() : undefined
    if (this.id === undefined && key === undefined) return undefined
    const abort = new AbortController()
    let wait: ReturnType<typeof setTimeout> | undefined
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(deadline)
        clearTimeout(wait)
        abort.abort()
        resolve()
      }
      const deadline = setTimeout(end, STOP_MS)
      const ask = async (tries: number): Promise<void> => {
        const answer = await this.#postStop(abort.signal, key)
        if (abort.signal.aborted) return
        if (answer === 'done' || tries === STOP_TRIES) return end()
        wait = setTimeout(() => void ask(tries + 1), Math.max(STOP_BASE_MS * 2 ** (tries - 1), answer))
      }
      void ask(1)
    })
  }

  /** @returns `done` where asking again is of no use, else how long to wait before, in milliseconds. */
  async #postStop(signal: AbortSignal, key: string | undefined): Promise<'done' | number> {
    const { headers } = this.#options
    const outgoing = { headers: key === undefined ? headers : { ...headers, 'idempotency-key': key }, body: async () => ({}), signal }
    try {
      const { response } = await (key === undefined ? this.#ask('/stop', outgoing) : this.#send({ ...outgoing, path: '/runs/stop' }))
      // Read to its end, so that the connection can serve again.
      await readText(openSource(response), STATUS_BYTES)
      return isPassingStatus(response.status) ? (retryAfterMs(response.headers) ?? 0) : 'done'
    } catch {
      return 0
    }
  }

  /** Sends a request about the run that has this id. */
  async #ask(path: string, outgoing: Omit<Outgoing, 'path'>): Promise<Sent> {
    const { id = '' } = this
    // Who resumes may have the id from an address: it must not lead to another path.
    if (!isRunId(id)) throw chatError('relay_lost', 'This is no id of a run; nothing was sent.')
    return this.#send({ ...outgoing, path: `/runs/${id}${path}` })
  }

  /** Sends a request; where the API key is refused, once more with another. */
  async #send(request: Outgoing): Promise<Sent> {
    const sent = await sendRequest(this.#endpoint, request)
    if (sent.response.status !== 401 || !this.#endpoint.apiKey.isRenewable) return sent
    openSource(sent.response).cancel()
    return sendRequest(this.#endpoint, { ...request, renewKey: true })
  }
}

function isRunId(id: string): boolean {
  return /^[\w-]+$/.test(id)
}

/** A relay answers 404 for a run that it does not know, and 410 for one whose events it no longer has. */
function toLoss(error: unknown): never {
  if (!isChatError(error) || (error.status !== 404 && error.status !== 410)) throw error
  const { status, requestId } = error
  const what = status === 410 ? 'The events of the run have expired.' : 'The relay knows no such run: it is gone, or never was.'
  throw chatError('relay_lost', what, { status, requestId, retryable: true })
}
