import { checkJson } from '../guard/readRequest.js'
import { PRIVATE_HEADERS } from '../guard/Refusal.js'
import { toEnd } from '../run/endings.js'
import type { RunEnd } from '../store/RunStore.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { lookAt, statusResponse, unknownRun } from './runStatus.js'
import { orRefuse, UNKNOWN } from './storeRefusal.js'

export const STOPPED: RunEnd = toEnd('stopped', { reason: 'user' })

/** `POST …/runs/{id}/stop`: the money stops before the bookkeeping. */
export async function stopRun(relay: RelayContext, request: Request, principal: Principal, id: string): Promise<Response> {
  checkJson(request)
  const { store, runs } = relay
  const producer = runs.producer(id)
  // One that has ended has nothing to let go of, and may have begun anew elsewhere.
  if (!producer || producer.isClosed) {
    await lookAt(relay, id, principal, false)
    const status = await orRefuse(store.stop(id, STOPPED.detail), UNKNOWN)
    if (status.state === 'gone') throw unknownRun()
    return statusResponse(id, status)
  }
  if (producer.principal !== principal.key) throw unknownRun()
  producer.letGoOfUpstream()
  const status = await store.stop(id, STOPPED.detail).catch(() => undefined)
  if (!status || status.state === 'gone' || status.state === 'expired') {
    // It may or may not have been written, or is about to be written again by its producer: the ending must not get lost with it.
    producer.finish('stopped', { reason: 'user' })
    return Response.json({ id, object: 'run', state: 'stopping' }, { status: 202, headers: PRIVATE_HEADERS })
  }
  producer.onStatus(status)
  return statusResponse(id, status)
}
