import { publicAddress } from './addressOf.js'
import { ApiKey } from './ApiKey.js'
import { ChatError } from './ChatError.js'
import type { ChatStream } from './ChatStream.js'
import { guarded } from './guarded.js'
import { listModels, type ModelsOptions } from './listModels.js'
import { toOpened } from './Opened.js'
import { isRecord } from './own.js'
import { RelayedRun, type RelayedRunOptions } from './RelayedRun.js'
import type { ChatResult, Warning } from './ChatResult.js'
import type { OnRetry } from './retry.js'
import { Run } from './Run.js'
import { resolve, sendRequest, type Endpoint, type Fetch, type Resolvable } from './sendRequest.js'
import { resolveSettings, type ReadSettings } from './settings.js'
import { Tracer } from './trace.js'
import type { ChatRequestBody, Model } from './wire/request.js'

/** Options of {@link createChatClient}. */
export interface ChatClientOptions extends ReadSettings {
  /**
   * The API's address, up to but not including `/chat/completions`: `https://api.example.com/v1`. May carry a query; may be relative in a
   * browser. One that cannot be sent to is an ending with an error of code `http`, never thrown.
   */
  baseURL: string
  /**
   * Sent as `Authorization: Bearer …`. A function is asked for each attempt, and once more when the gateway answers 401. A key in a web page can be
   * read by everyone who opens it.
   */
  apiKey?: Resolvable<string | undefined>
  /** Headers of every request; they replace the client's own. */
  headers?: Resolvable<Record<string, string>> | undefined
  /** Fields of every request's body. They replace the client's `stream_options`; the request's own fields replace them. */
  body?: Resolvable<Record<string, unknown>> | undefined
  /** Added to the query of every request. */
  searchParams?: Record<string, string> | undefined
  /** Sends the requests, as for a proxy, a signature or a test. It is told not to follow redirects. @defaultValue the global `fetch` */
  fetch?: Fetch | undefined
  /**
   * `maxRetries` is how often a request is tried again after 408, 409, 429, 5xx and network errors, while no token of its answer has come; 0 switches it off.
   * It waits as long as `retry-after-ms` or `Retry-After` ask, and not at all past 60 s; else a random part of 1 s, 2 s, 4 s, at most 8 s.
   * @defaultValue 2
   * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
   */
  retry?: { maxRetries: number } | undefined
  /**
   * Says before the first answer that `baseURL` is a relay: a run that is stopped before its head has come is then stopped there too, by its
   * `Idempotency-Key`. The heads of answers say it from then on. @defaultValue false
   */
  relay?: boolean | undefined
}

/** Options of one request. */
export interface RequestOptions {
  /** Stops the run and closes the connection at once; where a relay keeps the run, it is told to stop it. */
  signal?: AbortSignal | undefined
  /** Headers of this request; they replace the client's. */
  headers?: Record<string, string> | undefined
  /** Called when the head of a response is there, also one of a failure. What it throws changes nothing and reaches the global error handler. */
  onResponse?: ((response: Pick<Response, 'status' | 'headers' | 'url'>) => void) | undefined
  /** Called before each retry. What it throws changes nothing and reaches the global error handler. */
  onRetry?: OnRetry | undefined
  /**
   * Whether the result holds a {@link Trace}: every attempt, time to first byte and first token, each event's time and size, retries and
   * warnings. Nothing is kept without it. @defaultValue false
   */
  trace?: boolean | undefined
}

/** Options of {@link ChatClient.resume}. */
export interface ResumeOptions extends Omit<RequestOptions, 'onRetry'> {
  /**
   * The id of the last event that was read, {@link ChatStream.lastEventId}: only what follows it is read, and the completion holds only that.
   * @defaultValue none: the run is read from its first event
   */
  lastEventId?: string | undefined
}

/** Talks to one gateway. */
export interface ChatClient {
  /** The gateway's address without user, password and query, which may hold a secret: it tells clients apart. */
  readonly baseURL: string
  /**
   * Sends a request at once and streams its answer. Never throws: failures come from iterating and in `result`.
   * @see https://platform.openai.com/docs/api-reference/chat-streaming
   */
  stream(request: ChatRequestBody, options?: RequestOptions): ChatStream
  /**
   * Sends a request without streaming (`stream: false`). Never rejects: the outcome is in `ending`. Stopped by `signal`, it resolves as
   * {@link ChatStream.stop} does.
   * @see https://platform.openai.com/docs/api-reference/chat/create
   */
  complete(request: ChatRequestBody, options?: RequestOptions): Promise<ChatResult>
  /**
   * Reads a run that a relay keeps, as another stream of the same answer: after a reload, in another tab, on another device. `runId` is that of
   * {@link ChatStream.runId}. Never throws: a run that is gone, has expired or belongs to somebody else fails with a {@link ChatError} of code `relay_lost`.
   * `stop()` ends the run for all who read it, `detach()` leaves it to them.
   */
  resume(runId: string, options?: ResumeOptions): ChatStream
  /**
   * The models that the gateway offers. `timeouts.headersMs` limits the wait for the whole list.
   * @throws {@link ChatError} for whatever goes wrong; the reason of `signal` where the caller aborts it.
   * @see https://platform.openai.com/docs/api-reference/models/list
   */
  models(options?: ModelsOptions): Promise<Model[]>
}

/**
 * Creates a client of one OpenAI-compatible gateway.
 * @see https://platform.openai.com/docs/api-reference/chat
 */
export function createChatClient({
  apiKey,
  body,
  retry,
  limits,
  timeouts,
  rules,
  relay = false,
  ...options
}: ChatClientOptions): ChatClient {
  const endpoint: Endpoint = { ...options, apiKey: new ApiKey(apiKey) }
  const settings = resolveSettings({ limits, timeouts, rules })
  /** Set once a gateway has answered only without our `stream_options`. */
  let refusesUsage = false
  /** Whether a relay answers, as the last success says. A gateway that is none would answer a stop with 404, and the browser's console would show that. */
  let isRelay = relay

  const createRelayed = (
    { headers, onResponse }: RequestOptions,
    tracer: Tracer | undefined,
    known: Pick<RelayedRunOptions, 'id' | 'lastEventId' | 'keyOf'>,
  ) => new RelayedRun(endpoint, { headers, onResponse, tracer, resumeMs: settings.timeouts.resumeMs, ...known })

  const start = (request: ChatRequestBody, stream: boolean, asked: RequestOptions = {}): Run => {
    const { signal, headers, onResponse, onRetry, trace } = asked
    const tracer = trace ? new Tracer() : undefined
    const isRequest = isRecord(request)
    let asksUsage = stream && !refusesUsage
    let dropped = false
    let renewed = false
    let unansweredKey: string | undefined
    /** The fields that were sent last. */
    let fields: Record<string, unknown> = {}
    const toBody = async () => {
      if (!isRequest) throw new ChatError('http', 'A request is an object with model and messages; something else came. Nothing was sent.')
      fields = { ...(await resolve(body)), ...request, stream }
      asksUsage &&= !('stream_options' in fields)
      return asksUsage ? { stream_options: { include_usage: true }, ...fields } : fields
    }
    return new Run({
      ...settings,
      signal,
      onRetry,
      tracer,
      requestedChoices: () => (fields['n'] as number) || 1,
      maxRetries: retry?.maxRetries ?? 2,
      warnings: keyWarnings(apiKey, options.baseURL),
      createRelayed: () => createRelayed(asked, tracer, { keyOf: () => (isRelay ? unansweredKey : undefined) }),
      async connect(abort, relayed) {
        const { response, secrets } = await sendRequest(endpoint, {
          path: '/chat/completions',
          body: toBody,
          headers,
          renewKey: renewed,
          signal: abort,
          tracer,
          onSend: (sent) => void (unansweredKey = sent.get('idempotency-key') ?? undefined),
        })
        unansweredKey = undefined
        if (response.ok) {
          relayed?.learn(response)
          isRelay = RELAY_HEADERS.some((name) => response.headers.get(name) !== null)
        }
        if (!abort.aborted) guarded(onResponse, response)
        if (response.ok && dropped) refusesUsage = true
        return toOpened(response, secrets, tracer)
      },
      adapt({ status, code }: ChatError) {
        if (status === 401 && endpoint.apiKey.isRenewable && !renewed) return (renewed = true)
        if (code !== 'http' || (status !== 400 && status !== 422) || !asksUsage) return false
        asksUsage = false
        return (dropped = true)
      },
    })
  }

  const resume = (id: string, { lastEventId, ...asked }: ResumeOptions = {}): Run => {
    const tracer = asked.trace ? new Tracer() : undefined
    const relayed = createRelayed(asked, tracer, { id, lastEventId })
    return new Run({
      ...settings,
      signal: asked.signal,
      tracer,
      warnings: keyWarnings(apiKey, options.baseURL),
      createRelayed: () => relayed,
      connect: (abort) => relayed.read(abort),
    })
  }

  return {
    baseURL: publicAddress(options.baseURL),
    stream: (request, requestOptions) => start(request, true, requestOptions),
    async complete(request, requestOptions) {
      const run = start(request, false, requestOptions)
      const result = await run.result
      // Whoever stopped it has nothing else to wait for.
      if (result.ending.kind === 'stopped') await run.stop()
      return result
    },
    resume,
    models: (requestOptions = {}) => listModels(endpoint, requestOptions, settings),
  }
}

/** By one of these a relay is known. */
const RELAY_HEADERS = ['x-rivulet-run', 'x-rivulet-resumable']

/** A key for a gateway on this very machine (a local model, a test) tells nobody anything. */
function keyWarnings(apiKey: ChatClientOptions['apiKey'], baseURL: string): Warning[] {
  const isExposed = 'document' in globalThis && apiKey && !/^https?:\/\/(localhost|127\.|\[::1\])/.test(baseURL)
  if (!isExposed) return []
  return [
    {
      code: 'key-in-browser',
      message: 'The API key is used in a web page, where everyone who opens it can read it. Put a relay in between.',
    },
  ]
}
