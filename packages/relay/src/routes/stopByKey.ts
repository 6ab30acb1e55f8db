import { idempotencyKeyOf, runIdOf } from '../guard/runIds.js'
import { checkJson } from '../guard/readRequest.js'
import { Refusal } from '../guard/Refusal.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { statusResponse } from './runStatus.js'
import { stopRun, STOPPED } from './stopRun.js'
import { orRefuse, UNKNOWN } from './storeRefusal.js'

/** What a run was asked of which only the end is known: whatever comes under its key is what was stopped. */
export const ANY_REQUEST = ''
/** Who produces such a run. */
const NOBODY = ''

/**
 * `POST …/runs/stop`: ends the run of an `Idempotency-Key`, for callers that have not been told its id. The request that it stops may still be on its way: the
 * run is kept as one that was stopped then, and that request joins it.
 */
export async function stopByKey(relay: RelayContext, request: Request, principal: Principal): Promise<Response> {
  checkJson(request)
  const key = idempotencyKeyOf(request.headers)
  if (key === undefined)
    throw new Refusal(
      400,
      'invalid_idempotency_key',
      'There is no Idempotency-Key. Without it nothing tells which run is meant. Send the key of the request, or stop the run by its id.',
    )
  const id = await runIdOf(principal.key, key)
  const { store, runs, admission } = relay
  if (!runs.producer(id) && (await isUnknown(relay, id))) {
    await admission.count(principal.key)
    const run = { id, principal: principal.key, owner: NOBODY, fingerprint: ANY_REQUEST }
    return statusResponse(
      id,
      await orRefuse(
        store.create(run).then(() => store.stop(id, STOPPED.detail)),
        UNKNOWN,
      ),
    )
  }
  return stopRun(relay, request, principal, id)
}

/** Whether nothing has begun under the key. */
async function isUnknown({ store }: RelayContext, id: string): Promise<boolean> {
  const { state } = await orRefuse(store.look(id, false), UNKNOWN)
  return state === 'gone'
}
