import { kindOf, pageError } from './body.js'
import { isChatError } from './ChatError.js'
import { chatError } from './chatErrorMessages.js'
import type { RequestOptions } from './createChatClient.js'
import { openSource } from './decode.js'
import { guarded } from './guarded.js'
import { inSeconds } from './inSeconds.js'
import { toOpened, type Opened } from './Opened.js'
import { isRecord } from './own.js'
import { parseJson } from './parseJson.js'
import { readText } from './readText.js'
import { findError, toChatError } from './reportedError.js'
import { sendRequest, type Endpoint } from './sendRequest.js'
import type { ResolvedSettings } from './settings.js'
import { Watch } from './Watch.js'
import type { Model } from './wire/request.js'

/** Options of a request for the list of models. */
export type ModelsOptions = Omit<RequestOptions, 'onRetry' | 'trace'>

/**
 * Asks for the list of models, and waits for the whole of it no longer than `headersMs`.
 * @throws {@link ChatError} for whatever goes wrong; the reason of `signal` where the caller aborts it.
 */
export async function listModels(
  endpoint: Endpoint,
  { signal, ...options }: ModelsOptions,
  { limits, timeouts }: ResolvedSettings,
): Promise<Model[]> {
  const abort = new AbortController()
  // Signals of React Native had no reason before 0.87, so that the promise is given it as well.
  let giveUp: (reason: unknown) => void
  const given = new Promise<never>((_resolve, reject) => {
    giveUp = (reason) => {
      reject(reason)
      abort.abort(reason)
    }
  })
  const onAbort = () => giveUp(signal?.reason ?? Object.assign(new Error('The request was aborted.'), { name: 'AbortError' }))
  const watch = new Watch(timeouts.headersMs, (idleMs) =>
    giveUp(chatError('timeout', `The gateway did not list its models within ${inSeconds(idleMs)}.`, { retryable: true })),
  )
  signal?.addEventListener('abort', onAbort)
  try {
    if (signal?.aborted) onAbort()
    return await Promise.race([given, ask(endpoint, { ...options, signal: abort.signal }, limits.bodyBytes)])
  } finally {
    watch.stop()
    signal?.removeEventListener('abort', onAbort)
  }
}

async function ask(endpoint: Endpoint, { onResponse, ...outgoing }: ModelsOptions, maxBytes: number): Promise<Model[]> {
  const { response, secrets } = await sendRequest(endpoint, { ...outgoing, path: '/models' })
  guarded(onResponse, response)
  const opened = await toOpened(response, secrets)
  const { contentType, requestId } = opened
  const text = await readBody(opened, maxBytes)
  if (kindOf(text, contentType) === 'html') throw pageError(text, opened)
  const body = parseJson(text)
  const found = findError(body)
  if (found) throw toChatError(found, opened)
  // `{ data: […] }`; some gateways send the list alone, and Ollama null where it has no model.
  const list = isRecord(body) ? body['data'] : body
  if (list === null && body !== null) return []
  if (!Array.isArray(list)) throw chatError('protocol', 'The list of models could not be read.', { requestId })
  return list.filter((model): model is Record<string, unknown> & Model => isRecord(model) && typeof model['id'] === 'string')
}

async function readBody({ source, requestId }: Opened, maxBytes: number): Promise<string> {
  try {
    return await readText(openSource(source), maxBytes)
  } catch (cause) {
    if (isChatError(cause)) throw cause
    throw chatError('network', 'The connection broke while the list of models came.', { cause, requestId, retryable: true })
  }
}
