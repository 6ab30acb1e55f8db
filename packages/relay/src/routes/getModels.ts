import { answerToNobody, PRIVATE_HEADERS, Refusal } from '../guard/Refusal.js'
import { forwardedHeaders } from '../upstream/forwardedHeaders.js'
import { UpstreamFailure } from '../upstream/UpstreamFailure.js'
import type { Principal, RelayContext } from './RelayContext.js'

/** `GET …/models`: those of the upstream that the relay allows. */
export async function getModels(relay: RelayContext, request: Request, principal: Principal): Promise<Response> {
  const leave = relay.admission.addReader(principal.key)
  try {
    return await listed(relay, request)
  } catch (error) {
    // Closing the connection to the upstream breaks what runs on it.
    if (request.signal.aborted) return answerToNobody()
    throw error
  } finally {
    leave()
  }
}

async function listed({ upstream, options }: RelayContext, request: Request): Promise<Response> {
  const headers = forwardedHeaders(request.headers, options.forwardHeaders ?? [])
  const answer = await upstream.models({ models: options.models, headers, signal: request.signal }).catch((error: unknown) => {
    if (error instanceof UpstreamFailure) throw new Refusal(error.code === 'upstream_timeout' ? 504 : 502, error.code, error.message)
    throw error
  })
  const own = { ...answer.headers, ...PRIVATE_HEADERS }
  if (answer.kind === 'refused') return Response.json({ error: answer.error }, { status: answer.status, headers: own })
  return Response.json({ object: 'list', data: answer.models }, { headers: own })
}
