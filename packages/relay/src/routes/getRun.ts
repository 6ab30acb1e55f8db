import { PRIVATE_HEADERS, Refusal } from '../guard/Refusal.js'
import { toCursor } from '../run/Cursor.js'
import type { RunStatus } from '../store/RunStore.js'
import { readRun } from './readRun.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { storeRefusal } from './storeRefusal.js'

/** `GET …/runs/{id}`: where a run stands. */
export async function getRun(relay: RelayContext, _request: Request, id: string, principal: Principal): Promise<Response> {
  const { state, epoch, seq } = await lookAt(relay, id, principal, false)
  return Response.json({ id, object: 'run', state, epoch, seq }, { headers: PRIVATE_HEADERS })
}

/** `GET …/runs/{id}/events`: goes on behind the last event that the caller has. */
export async function getEvents(relay: RelayContext, request: Request, id: string, principal: Principal): Promise<Response> {
  const { runs, telemetry, log, admission } = relay
  const producer = runs.producer(id)
  if (producer && producer.principal !== principal.key) throw unknownRun()
  // A run of this process can be read while the store is away.
  const view = producer?.view ?? (await runs.follow(id, await lookAt(relay, id, principal, true)))
  const cursor = toCursor(request.headers.get('last-event-id') ?? new URL(request.url).searchParams.get('lastEventId'))
  const onClose = admission.addReader(principal.key)
  telemetry.resumed()
  log({ event: 'run-resumed', run: id, principal: principal.key })
  return readRun(relay, { view, principal, cursor, mayReset: true, onClose })
}

/** The status of a run that this principal may see. */
export async function lookAt({ store }: RelayContext, id: string, principal: Principal, attach: boolean): Promise<RunStatus> {
  const status = await store.look(id, attach).catch((error: unknown) => {
    throw storeRefusal(error)
  })
  if (status.state === 'gone' || status.principal !== principal.key) throw unknownRun()
  if (status.state === 'expired')
    throw new Refusal(410, 'run_expired', 'The events of this run have expired. They cannot be read any more. Ask again.')
  return status
}

/** The same for a run that is not there and for one of somebody else: who asks learns nothing. */
export function unknownRun(): Refusal {
  return new Refusal(404, 'run_not_found', 'There is no such run. It never was, has long expired, or belongs to somebody else. Ask again.')
}
