import { toCursor } from '../run/Cursor.js'
import { readRun } from './readRun.js'
import type { Principal, RelayContext } from './RelayContext.js'
import { lookAt, unknownRun } from './runStatus.js'

/** `GET …/runs/{id}/events`: goes on behind the last event that the caller has. */
export async function getEvents(relay: RelayContext, request: Request, principal: Principal, id: string): Promise<Response> {
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
