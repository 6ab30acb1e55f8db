import { admitRequest } from '../guard/admitRequest.js'
import { readRequest } from '../guard/readRequest.js'
import { Refusal } from '../guard/Refusal.js'
import { digest, idempotencyKeyOf, newRunId, runIdOf } from '../guard/runIds.js'
import { toEnd } from '../run/endings.js'
import type { RunView } from '../run/RunView.js'
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
  await relay.admission.count(principal.key)
  const join = async (view: RunView | Promise<RunView>, of: string, isResumable: boolean): Promise<Response> => {
    checkSame(fingerprint, of)
    relay.log({ event: 'run-joined', run: id, principal: principal.key })
    return answer(relay, { view: await view, principal, streams, isResumable, signal: request.signal })
  }
  // A store that forgot the run would let it begin once more, and one that is away would say nothing.
  const own = relay.runs.producer(id)
  if (own && !own.isClosed) return join(own.view, own.fingerprint, own.store === relay.store)
  const { store, status, isResumable } = await begin(relay, id, principal, fingerprint)
  if (!status.changed) return join(relay.runs.follow(id, status), status.fingerprint, isResumable)
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
  const leave = () => producer.abandon('stopped', { reason: 'abandoned' })
  const { signal } = request
  const response = await answer(relay, {
    view: producer.view,
    principal,
    streams,
    isResumable,
    signal,
    onLeave: isResumable ? undefined : leave,
  })
  // Whoever left before it had the run's id can only come back by its key.
  if (signal.aborted && idempotencyKey === undefined) leave()
  return response
}

function checkSame(asked: string, begun: string): void {
  if (asked === begun) return
  const what = 'This Idempotency-Key was used with another request. A key stands for one request, so nothing was started. Use a new key.'
  throw new Refusal(422, 'idempotency_key_reused', what)
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
  const { options, owner, store, telemetry } = relay
  const run = { id, principal: principal.key, owner, fingerprint }
  try {
    const status = await store.create(run)
    // Joining a run takes no place: its producer holds one.
    if (status.changed) await holdPlace(relay, id, principal, status)
    return { store, status, isResumable: true }
  } catch (error) {
    if (error instanceof Refusal) throw error
    telemetry.storeFailed()
    if (options.withoutStore !== 'serve' || error instanceof StoreFullError) throw storeRefusal(error)
    // A store of its own, which nobody else can ask.
    const own = memoryStore({ maxRuns: 1 })
    return { store: own, status: await own.create(run), isResumable: false }
  }
}

/** Takes one of the principal's places; without one, the run that began ends as refused, so that its key is free again. */
async function holdPlace({ admission, store }: RelayContext, id: string, principal: Principal, { epoch, seq }: RunStatus): Promise<void> {
  try {
    await admission.hold(principal.key, id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, code, message, headers } = error
    const end = toEnd('refused', { status, headers, error: { message, type: 'relay_error', code, param: null } })
    await store.append(id, { epoch, first: seq + 1, frames: [], end, beat: false }).catch(() => undefined)
    throw error
  }
}
