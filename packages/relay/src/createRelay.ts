import { checkOptions } from './checkOptions.js'
import { closeRelay, type CloseOptions } from './closeRelay.js'
import { createLog } from './createLog.js'
import { createTelemetry } from './createTelemetry.js'
import { createAdmission } from './guard/createAdmission.js'
import { checkOrigin, corsHeaders, preflight, toOrigins } from './guard/origins.js'
import { errorResponse, Refusal, toResponse } from './guard/Refusal.js'
import { digest, newRunId } from './guard/runIds.js'
import { toLimits } from './RelayLimits.js'
import type { RelayOptions } from './RelayOptions.js'
import { admissionLimits } from './routes/admissionLimits.js'
import type { RelayContext } from './routes/RelayContext.js'
import { routeOf } from './routes/routeOf.js'
import { Runs } from './run/Runs.js'
import { createUpstream } from './upstream/createUpstream.js'

/** A relay: a function from requests to responses, as every server on web standards takes one. */
export interface Relay {
  /** Answers one request, a stream as it comes. Never rejects. */
  (request: Request): Promise<Response>
  /**
   * Shuts down: takes no more runs, waits for those under way, and ends the rest as `lost`, so that their readers learn it at once. What `onUsage` returned is
   * waited for, though not for long. The store is closed with it.
   */
  close(options?: CloseOptions): Promise<void>
}

/**
 * Creates a relay between chat clients and one OpenAI-compatible gateway: the key stays here, and runs can be resumed and stopped.
 * The relay itself never rejects: what goes wrong is a response in OpenAI's shape.
 *
 * @example
 * ```ts
 * const relay = createRelay({
 *   upstream: { baseURL: 'https://gateway.example/v1', apiKey: process.env.GATEWAY_KEY },
 *   authorize: (request) => userOf(request)?.id,
 *   store: memoryStore(),
 * })
 * ```
 * @throws `TypeError` where an option cannot work: no `authorize`, no store, an upstream that is no address, a limit that is no number, one of `origins` that is
 *   no origin. The message says what to write.
 * @see https://platform.openai.com/docs/api-reference/chat
 */
export function createRelay(options: RelayOptions): Relay {
  checkOptions(options)
  const limits = toLimits(options.limits)
  const origins = toOrigins(options.origins ?? [])
  const { store } = options
  const relay: RelayContext = {
    options,
    limits,
    owner: newRunId(),
    store,
    runs: new Runs(store, limits),
    upstream: createUpstream(options.upstream, limits),
    admission: createAdmission(store, admissionLimits(limits, options.withoutStore === 'serve')),
    telemetry: createTelemetry(),
    log: createLog(options.onLog),
    isClosing: false,
    unreported: 0,
  }
  const { telemetry, log } = relay
  store.onNudge(relay.owner, (id) => relay.runs.nudge(id))

  const answer = async (request: Request): Promise<Response> => {
    try {
      if (request.method === 'OPTIONS') return preflight(request, origins, options.forwardHeaders)
      const response = await serve(relay, request, origins)
      for (const [name, value] of Object.entries(corsHeaders(request, origins))) response.headers.set(name, value)
      return response
    } catch (error) {
      const refusal = error instanceof Refusal ? error : undefined
      telemetry.refused(refusal?.status ?? 500, refusal?.code ?? 'internal')
      log({ event: 'request-refused', status: refusal?.status ?? 500, code: refusal?.code ?? 'internal' })
      const headers = corsHeaders(request, origins)
      if (refusal) return toResponse(refusal, headers)
      return errorResponse(500, 'internal', 'The relay could not answer. Nothing can be told about why. Try again.', headers)
    }
  }
  return Object.assign(answer, { close: (closing?: CloseOptions) => closeRelay(relay, closing) })
}

async function serve(relay: RelayContext, request: Request, origins: readonly string[]): Promise<Response> {
  const route = routeOf(request)
  if (route.isPublic) return route.handle(relay, request, { name: '', key: '' })
  checkOrigin(request, origins)
  const name = await authorize(relay.options, request)
  return route.handle(relay, request, { name, key: await digest(name) })
}

async function authorize(options: RelayOptions, request: Request): Promise<string> {
  let name: unknown
  try {
    name = await options.authorize(request)
  } catch {
    // What the application threw may hold anything.
  }
  if (typeof name === 'string' && name !== '') return name
  throw new Refusal(401, 'unauthorized', 'The relay does not know who asks, so it did nothing. Sign in and try again.')
}
