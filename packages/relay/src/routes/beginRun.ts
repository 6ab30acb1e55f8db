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

/** The run that answers: one of this process, begun by this request or by one before it, or one that only the store knows. */
export type Begun = { producer: Producer; isNew: boolean } | { status: RunStatus }

/**
 * Begins a run in the store and produces it, or tells of the one that is there.
 * @throws {@link Refusal} 422 `idempotency_key_reused`; 429 `too_many_runs`; 503 where the store fails.
 */
export async function beginRun(relay: RelayContext, { id, principal, fingerprint, request }: Asked): Promise<Begun> {
  return (
    runHere(relay, id) ??
    relay.runs.beginning(id, async () => {
      const begunMeanwhile = runHere(relay, id)
      if (begunMeanwhile) return begunMeanwhile
      const { store, status } = await create(relay, { id, principal: principal.key, owner: relay.owner, fingerprint })
      // Begun by a request that was told 503, because the answer of the store was late: nobody produces it.
      const isOrphan = status.state === 'running' && status.owner === relay.owner && status.seq === 0 && !relay.runs.producer(id)
      if (!status.changed && !isOrphan) return { status }
      checkSame(fingerprint, status.fingerprint)
      // Joining a run takes no place: its producer holds one.
      if (store === relay.store) await holdPlace(relay, id, principal, status)
      return { producer: produce(relay, { id, epoch: status.epoch, store, principal, fingerprint, request }), isNew: true }
    })
  )
}

/** The run where this process produces it: a store that forgot it would let it begin once more, and one that is away would say nothing. */
function runHere({ runs }: RelayContext, id: string): Begun | undefined {
  const producer = runs.producer(id)
  return producer && !producer.isClosed ? { producer, isNew: false } : undefined
}

/** Refuses a key that stands for another request. @throws {@link Refusal} 422 `idempotency_key_reused`. */
export function checkSame(asked: string, begun: string): void {
  if (asked === begun || begun === ANY_REQUEST) return
  const what = 'This Idempotency-Key was used with another request. A key stands for one request, so nothing was started. Use a new key.'
  throw new Refusal(422, 'idempotency_key_reused', what)
}

async function create({ options, store, telemetry }: RelayContext, run: NewRun): Promise<{ store: RunStore; status: RunStatus }> {
  try {
    return { store, status: await store.create(run) }
  } catch (error) {
    telemetry.storeFailed()
    if (options.withoutStore !== 'serve' || error instanceof StoreFullError) throw storeRefusal(error, 'Nothing was started.')
    // A store of its own, which nobody else can ask: once the run has ended, nobody can read it.
    const own = memoryStore({ maxRuns: 1, retentionMs: 0 })
    return { store: own, status: await own.create(run) }
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
