import { AnswerBody } from './AnswerBody.js'
import type { Send } from './createSender.js'
import { isRecord, parseJson } from './payload.js'
import { toText } from './readWhole.js'
import { safeHeaders } from './safeHeaders.js'
import { toRefused } from './toRefused.js'
import type { ModelsAnswer, ModelsRequest, UpstreamLimits } from './Upstream.js'
import { UpstreamFailure } from './UpstreamFailure.js'

/** Longest list that is read, in bytes. */
const LIST_BYTES = 4 * 2 ** 20
/** Statuses of a gateway that has no list. */
const NO_LIST: readonly number[] = [404, 405, 501]

/** Asks for the models, and keeps those allowed. @see Upstream.models */
export async function listModels(
  send: Send,
  url: string,
  { models: allowed, headers, signal }: ModelsRequest,
  { upstreamIdleMs }: UpstreamLimits,
): Promise<ModelsAnswer> {
  const { response, connection, secrets } = await send({ url, accept: 'application/json', headers, signal })
  const body = new AnswerBody(response, connection, { idleMs: upstreamIdleMs, maxBytes: LIST_BYTES })
  if (allowed && NO_LIST.includes(response.status)) {
    body.cancel()
    return { kind: 'models', headers: {}, models: allowed.map((id) => ({ id, object: 'model', created: 0, owned_by: 'relay' })) }
  }
  if (!response.ok) return toRefused({ response, body, secrets })
  const value = parseJson(toText(await body.readAll()))
  // `{ data: […] }`; some gateways send the list alone.
  const list = isRecord(value) ? value['data'] : value
  if (!Array.isArray(list)) {
    throw new UpstreamFailure(
      'upstream_broken',
      "The gateway's list of models could not be read. Without it nobody knows what may be asked. Name a model all the same, or ask whoever runs the relay.",
    )
  }
  const models = (list as unknown[]).filter(isRecord).filter(({ id }) => typeof id === 'string' && (allowed?.includes(id) ?? true))
  return { kind: 'models', headers: safeHeaders(response.headers, secrets), models }
}
