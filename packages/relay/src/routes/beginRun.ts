import { Refusal } from '../guard/Refusal.js'
import { toEnd } from '../run/endings.js'
import type { Producer } from '../run/Producer.js'
import { memoryStore } from '../store/memoryStore.js'
import type { NewRun, RunStatus, RunStore } from '../store/RunStore.js'
import { StoreFullError } from '../store/StoreFullError.js'
import { produce, type NewProduction } from './produce.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { ANY_REQUEST } from './stopByKey.js'
import { storeRefusal } from './storeRefusal.js'

/** What was asked, by whom, as far as it says which run answers it. */
export interface Asked {
  id: string
  principal: Principal
  fingerprint: string
  /** To send to the upstream. */
  request: NewProduction['request']
  /** Whether the run has a name that its caller chose. */
  hasKey: boolean
  signal: AbortSignal
}

export interface Begun {
  status: RunStatus
  /** Where the run is this request's to produce. */
  producer: Producer | undefined
  isResumable: boolean
}

/**
 * Begins a run in the store and produces it, or tells of the one that is there.
 * @throws {@link Refusal} 422 `idempotency_key_reused`; 429 `too_many_runs`; 503 where the store fails.
 */
export function beginRun(relay: RelayContext, { id, principal, fingerprint, request }: Asked): Promise<Begun> {
  return relay.runs.beginning(id, async (isAlone) => {
    const { store, status, isResumable } = await create(relay, { id, principal: principal.key, owner: relay.owner, fingerprint })
    // Begun by a request that was told 503, because the answer of the store was late: nobody produces it.
    const isOrphan = isAlone && status.state === 'running' && status.owner === relay.owner && status.seq === 0 && !relay.runs.producer(id)
    if (!status.changed && !isOrphan) return { status, producer: undefined, isResumable }
    checkSame(fingerprint, status.fingerprint)
    // Joining a run takes no place: its producer holds one.
    if (isResumable) await holdPlace(relay, id, principal, status)
    const producer = produce(relay, { id, epoch: status.epoch, store, principal, fingerprint, request })
    return { status, producer, isResumable }
  })
}

/** Refuses a key that stands for another request. @throws {@link Refusal} 422 `idempotency_key_reused`. */
export function checkSame(asked: string, begun: string): void {
  if (asked === begun || begun === ANY_REQUEST) return
  const what = 'This Idempotency-Key was used with another request. A key stands for one request, so nothing was started. Use a new key.'
  throw new Refusal(422, 'idempotency_key_reused', what)
}

async function create({ options, store, telemetry }: RelayContext, run: NewRun): Promise<Omit<Begun, 'producer'> & { store: RunStore }> {
  try {
    return { store, status: await store.create(run), isResumable: true }
  } catch (error) {
    telemetry.storeFailed()
    if (options.withoutStore !== 'serve' || error instanceof StoreFullError) throw storeRefusal(error, 'Nothing was started.')
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
