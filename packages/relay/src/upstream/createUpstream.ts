import { AnswerBody } from './AnswerBody.js'
import { createSender, type Outgoing, type Sent } from './createSender.js'
import { listModels } from './listModels.js'
import { readFrames } from './readFrames.js'
import { readWhole } from './readWhole.js'
import { safeHeaders } from './safeHeaders.js'
import { toAddress } from './toAddress.js'
import { toRefused } from './toRefused.js'
import type { Upstream, UpstreamAnswer, UpstreamLimits, UpstreamOptions, UpstreamRequest } from './Upstream.js'

/** As much of an error's body as is read, in bytes. */
const ERROR_BYTES = 16 * 1024

/**
 * Creates the gateway behind the relay.
 * @throws `TypeError` for a `baseURL` that cannot be asked: neither http nor https, or with a user or a password.
 */
export function createUpstream(options: UpstreamOptions, limits: UpstreamLimits): Upstream {
  const address = toAddress(options.baseURL)
  const send = createSender(options, address, limits)

  const chat = async ({ body, runKey, headers, signal, addedUsage }: UpstreamRequest): Promise<UpstreamAnswer> => {
    const isStream = body['stream'] === true
    const outgoing: Outgoing = {
      url: address.chat,
      accept: isStream ? 'text/event-stream' : 'application/json',
      body: JSON.stringify(body),
      runKey,
      headers,
      signal,
    }
    const first = await send(outgoing)
    const isPuzzled = addedUsage && (first.response.status === 400 || first.response.status === 422)
    if (!isPuzzled) return toAnswer(first, isStream, choicesOf(body), limits)
    // A gateway that does not know `stream_options`, which the client never asked for. To a gateway that keeps answers by key it is another request.
    first.connection.end()
    const { stream_options: _, ...without } = body
    const second = await send({ ...outgoing, body: JSON.stringify(without), runKey: `${runKey}-2` })
    return toAnswer(second, isStream, choicesOf(body), limits)
  }

  return { chat, models: (request) => listModels(send, address.models, request, limits) }
}

async function toAnswer(
  { response, connection, secrets }: Sent,
  isStream: boolean,
  choices: number,
  { upstreamIdleMs, runBytes }: UpstreamLimits,
): Promise<UpstreamAnswer> {
  const body = new AnswerBody(response, connection, { idleMs: upstreamIdleMs, maxBytes: response.ok ? runBytes : ERROR_BYTES })
  if (!response.ok) return toRefused({ response, body, secrets })
  const contentType = response.headers.get('content-type') ?? ''
  return {
    kind: isStream ? 'stream' : 'whole',
    headers: safeHeaders(response.headers, secrets),
    read: (onFrames) => (isStream ? readFrames(body, onFrames, { contentType, secrets, choices }) : readWhole(body, onFrames, secrets)),
    cancel: () => body.cancel(),
  }
}

function choicesOf({ n }: Readonly<Record<string, unknown>>): number {
  return typeof n === 'number' ? n : 1
}
