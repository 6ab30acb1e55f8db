import type { Principal, RelayContext } from './RelayContext.js'
import { lookAt, statusResponse } from './runStatus.js'

/** `GET …/runs/{id}`: where a run stands. */
export async function getRun(relay: RelayContext, _request: Request, principal: Principal, id: string): Promise<Response> {
  return statusResponse(id, await lookAt(relay, id, principal, false))
}
