import { admitRequest } from '../guard/admitRequest.js'
import { readRequest } from '../guard/readRequest.js'
import { Refusal } from '../guard/Refusal.js'
import { digest, idempotencyKeyOf, newRunId, runIdOf } from '../guard/runIds.js'
import { memoryStore } from '../store/memoryStore.js'
import type { RunStatus, RunStore } from '../store/RunStore.js'
import { StoreFullError } from '../store/StoreFullError.js'
import { forwardedHeaders } from '../upstream/forwardedHeaders.js'
import { answer } from './answer.js'
import { produce } from './produce.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { storeRefusal } from './storeRefusal.js'

/** `POST …/chat/completions`: begins a run, or joins the one of the same `Idempotency-Key`. */
export async function postChat(relay: RelayContext, request: Request, principal: Principal): Promise<Response> {
  const { limits, options } = relay
  const idempotencyKey = idempotencyKeyOf(request.headers)
  const asked = await readRequest(request, limits.requestBytes)
  const body = admitRequest(asked, {
    models: options.models,
    maxTokens: limits.maxTokens,
    maxChoices: limits.maxChoices,
    asksUsage: options.onUsage !== undefined,
  })
  refuseWhereFull(relay)
  const id = idempotencyKey === undefined ? newRunId() : await runIdOf(principal.key, idempotencyKey)
  const streams = body['stream'] === true
  const fingerprint = await digest(JSON.stringify(asked))
  const { store, status, isResumable } = await begin(relay, id, principal, fingerprint)
  if (status.fingerprint !== fingerprint) {
    const what = 'This Idempotency-Key was used with another request. A key stands for one request, so nothing was started. Use a new key.'
    throw new Refusal(422, 'idempotency_key_reused', what)
  }
  if (!status.changed) {
    relay.log({ event: 'run-joined', run: id, principal: principal.key })
    return answer(relay, { view: await relay.runs.follow(id, status), principal, streams, isResumable, signal: request.signal })
  }
  const producer = produce(relay, {
    id,
    epoch: status.epoch,
    store,
    principal,
    fingerprint,
    request: {
      body,
      headers: forwardedHeaders(request.headers, options.forwardHeaders ?? []),
      addedUsage: body['stream_options'] !== undefined && asked['stream_options'] === undefined,
    },
  })
  const onLeave = isResumable ? undefined : () => producer.abandon('stopped', { reason: 'abandoned' })
  return answer(relay, { view: producer.view, principal, streams, isResumable, signal: request.signal, onLeave })
}

/** Every run is served, or refused before it costs anything. */
function refuseWhereFull({ runs, limits, isClosing }: RelayContext): void {
  const why = isClosing
    ? 'This relay process shuts down.'
    : runs.size >= limits.runs
      ? 'This relay process has as many runs as it may.'
      : runs.pulse.lagMs > limits.lagMs
        ? 'This relay process is too busy.'
        : undefined
  if (why) throw new Refusal(503, 'relay_busy', `${why} Nothing was started. Try again in a moment.`, { 'retry-after': '1' })
}

interface Begun {
  store: RunStore
  status: RunStatus
  isResumable: boolean
}

async function begin(relay: RelayContext, id: string, principal: Principal, fingerprint: string): Promise<Begun> {
  const { admission, options, owner } = relay
  const run = { id, principal: principal.key, owner, fingerprint }
  try {
    await admission.count(principal.key)
    await admission.hold(principal.key, id)
    const status = await relay.store.create(run)
    if (!status.changed && status.state !== 'running') void admission.release(principal.key, id)
    return { store: relay.store, status, isResumable: true }
  } catch (error) {
    if (error instanceof Refusal && error.status !== 503) throw error
    if (!(error instanceof Refusal)) relay.telemetry.storeFailed()
    if (options.withoutStore !== 'serve' || error instanceof StoreFullError) throw error instanceof Refusal ? error : storeRefusal(error)
    // A store of its own, which nobody else can ask.
    const store = memoryStore({ maxRuns: 1 })
    return { store, status: await store.create(run), isResumable: false }
  }
}
