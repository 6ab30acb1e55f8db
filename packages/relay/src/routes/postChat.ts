import { admitRequest } from '../guard/admitRequest.js'
import { readRequest } from '../guard/readRequest.js'
import { Refusal } from '../guard/Refusal.js'
import { digest, idempotencyKeyOf, newRunId, runIdOf } from '../guard/runIds.js'
import { toEnd } from '../run/endings.js'
import type { Producer } from '../run/Producer.js'
import type { RunView } from '../run/RunView.js'
import { memoryStore } from '../store/memoryStore.js'
import type { NewRun, RunStatus, RunStore } from '../store/RunStore.js'
import { StoreFullError } from '../store/StoreFullError.js'
import { forwardedHeaders } from '../upstream/forwardedHeaders.js'
import { answer } from './answer.js'
import { produce, type NewProduction } from './produce.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { ANY_REQUEST } from './stopByKey.js'
import { storeRefusal } from './storeRefusal.js'

/** What was asked, by whom, as far as it says which run answers it. */
interface Asked {
  id: string
  principal: Principal
  fingerprint: string
  /** To send to the upstream. */
  request: NewProduction['request']
  /** Whether the run has a name that its caller chose. */
  hasKey: boolean
  signal: AbortSignal
}

/** `POST …/chat/completions`: begins a run, or joins the one of the same `Idempotency-Key`. */
export async function postChat(relay: RelayContext, request: Request, principal: Principal): Promise<Response> {
  const { limits, options, admission } = relay
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
  const fingerprint = await digest(JSON.stringify(asked))
  await admission.count(principal.key)
  // Before anything is begun: an answer that its caller may not read would be paid for all the same.
  const leave = admission.addReader(principal.key)
  try {
    const headers = forwardedHeaders(request.headers, options.forwardHeaders ?? [])
    const addedUsage = asked['stream_options'] !== body['stream_options']
    const { signal } = request
    const hasKey = idempotencyKey !== undefined
    return await answerRun(relay, { id, principal, fingerprint, request: { body, headers, addedUsage }, hasKey, signal }, leave)
  } catch (error) {
    leave()
    throw error
  }
}

/** @param leave gives back the caller's place among the readers; called unless this rejects */
async function answerRun(relay: RelayContext, asked: Asked, leave: () => void): Promise<Response> {
  const { id, principal, fingerprint, request, hasKey, signal } = asked
  const read = (view: RunView, producer: Producer | undefined, isResumable: boolean): Promise<Response> => {
    const streams = request.body['stream'] === true
    const onLeave = () => {
      leave()
      if (!isResumable && view.readers === 0) producer?.abandon('stopped', { reason: 'abandoned' })
    }
    return answer(relay, { view, principal, streams, isResumable, signal, onLeave })
  }
  const join = (of: string): void => {
    checkSame(fingerprint, of)
    relay.log({ event: 'run-joined', run: id, principal: principal.key })
  }
  // A store that forgot the run would let it begin once more, and one that is away would say nothing.
  const own = relay.runs.producer(id)
  if (own && !own.isClosed) {
    join(own.fingerprint)
    return read(own.view, own, own.store === relay.store)
  }
  const { status, producer, isResumable } = await begin(relay, asked)
  if (!producer) {
    join(status.fingerprint)
    return read(await relay.runs.follow(id, status), undefined, isResumable)
  }
  const response = await read(producer.view, producer, isResumable)
  // Whoever left before it had the run's id can only come back by its key.
  if (signal.aborted && !hasKey) producer.abandon('stopped', { reason: 'abandoned' })
  return response
}

function checkSame(asked: string, begun: string): void {
  if (asked === begun || begun === ANY_REQUEST) return
  const what = 'This Idempotency-Key was used with another request. A key stands for one request, so nothing was started. Use a new key.'
  throw new Refusal(422, 'idempotency_key_reused', what)
}

/** Every run is served, or refused before it costs anything. */
function refuseWhereFull({ runs, isClosing }: RelayContext): void {
  const why = isClosing
    ? 'This relay process shuts down.'
    : runs.isFull
      ? 'This relay process has as many runs as it may.'
      : runs.isLate
        ? 'This relay process is too busy.'
        : undefined
  if (why) throw new Refusal(503, 'relay_busy', `${why} Nothing was started. Try again in a moment.`, { 'retry-after': '1' })
}

interface Begun {
  status: RunStatus
  /** Where the run is this request's to produce. */
  producer: Producer | undefined
  isResumable: boolean
}

async function begin(relay: RelayContext, { id, principal, fingerprint, request }: Asked): Promise<Begun> {
  const { beginning } = relay.runs
  const isAlone = !beginning.has(id)
  if (isAlone) beginning.set(id, { isNudged: false })
  try {
    const { store, status, isResumable } = await create(relay, { id, principal: principal.key, owner: relay.owner, fingerprint })
    // Begun by a request that was told 503, because the answer of the store was late: nobody produces it.
    const isOrphan = isAlone && status.state === 'running' && status.owner === relay.owner && status.seq === 0 && !relay.runs.producer(id)
    if (!status.changed && !isOrphan) return { status, producer: undefined, isResumable }
    checkSame(fingerprint, status.fingerprint)
    // Joining a run takes no place: its producer holds one.
    if (isResumable) await holdPlace(relay, id, principal, status)
    const producer = produce(relay, { id, epoch: status.epoch, store, principal, fingerprint, request })
    if (beginning.get(id)?.isNudged) producer.nudge()
    return { status, producer, isResumable }
  } finally {
    if (isAlone) beginning.delete(id)
  }
}

async function create({ options, store, telemetry }: RelayContext, run: NewRun): Promise<Omit<Begun, 'producer'> & { store: RunStore }> {
  try {
    return { store, status: await store.create(run), isResumable: true }
  } catch (error) {
    telemetry.storeFailed()
    if (options.withoutStore !== 'serve' || error instanceof StoreFullError) throw storeRefusal(error)
    // A store of its own, which nobody else can ask.
    const own = memoryStore({ maxRuns: 1 })
    return { store: own, status: await own.create(run), isResumable: false }
  }
}

/** Takes one of the principal's places; without one, the run that began ends as refused, so that its key is free again. */
async function holdPlace(
  { admission, store, owner }: RelayContext,
  id: string,
  principal: Principal,
  { epoch, seq }: RunStatus,
): Promise<void> {
  try {
    await admission.hold(principal.key, id)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { status, code, message, headers } = error
    const end = toEnd('refused', { status, headers, error: { message, type: 'relay_error', code, param: null } })
    await store.append(id, { epoch, owner, first: seq + 1, frames: [], end, beat: false }).catch(() => undefined)
    throw error
  }
}
