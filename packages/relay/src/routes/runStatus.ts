import { PRIVATE_HEADERS, Refusal } from '../guard/Refusal.js'
import type { RunStatus } from '../store/RunStore.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { orRefuse } from './storeRefusal.js'

/**
 * Where a run stands that this principal may see.
 * @throws {@link Refusal} 404 `run_not_found`; 410 `run_expired`; 503 where the store fails.
 */
export async function lookAt({ store }: RelayContext, id: string, principal: Principal, attach: boolean): Promise<RunStatus> {
  const status = await orRefuse(store.look(id, attach), 'The run goes on by itself, if there is one.')
  if (status.state === 'gone' || status.principal !== principal.key) throw unknownRun()
  if (status.state === 'expired') throw expiredRun()
  return status
}

/** A run that was there: its log is gone. */
export function expiredRun(): Refusal {
  return new Refusal(410, 'run_expired', 'The events of this run have expired. They cannot be read any more. Ask again.')
}

/** The same for a run that is not there and for one of somebody else: who asks learns nothing. */
export function unknownRun(): Refusal {
  return new Refusal(404, 'run_not_found', 'There is no such run. It never was, has long expired, or belongs to somebody else. Ask again.')
}

/** What a caller is told of where a run stands. */
export function statusResponse(id: string, { state, epoch, seq }: RunStatus): Response {
  return Response.json({ id, object: 'run', state, epoch, seq }, { headers: PRIVATE_HEADERS })
}
