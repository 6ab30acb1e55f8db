import type { Answer } from '../answers/answer.js'
import { LIBRARY } from '../answers/answers.js'
import { type Clock, systemClock } from '../clock.js'
import type { FaultOptions } from '../faults/applyFaults.js'
import { createChatCompletions } from './chatCompletions.js'
import { CORS_HEADERS, preflightResponse } from './cors.js'
import { type Dialect, dialectShape, type DialectSettings } from './dialects.js'
import type { DialectShape } from './dialects/dialectShape.js'
import type { Handler } from '../handler.js'
import type { GatewayExchange } from './gatewayExchange.js'
import { checkPace, type PaceOptions } from './pace.js'
import { refuseKey, refuseMethod, refuseUrl } from './refuse.js'

export interface GatewayOptions extends DialectSettings, PaceOptions, FaultOptions {
  /** Whose wire format is spoken. @defaultValue 'inferex' */
  readonly dialect?: Dialect | undefined
  /** The only key that is let in. @defaultValue any bearer that is not empty */
  readonly apiKey?: string | undefined
  /** What can be answered, the first that suits the request; the last one answers where none does. @defaultValue the library of `ANSWERS` */
  readonly answers?: readonly Answer[] | undefined
  /** What paces the tokens and dates the exchanges, in milliseconds since the Unix epoch. @defaultValue systemClock */
  readonly clock?: Clock | undefined
  /** Called when an exchange has ended, however it ended. */
  readonly onExchange?: ((exchange: GatewayExchange) => void) | undefined
}

/**
 * An OpenAI-compatible gateway that answers from a small library of written answers: `POST …/chat/completions`, streamed or not, and
 * `GET …/models`, at any path that ends so. The same request is answered with the same text at the same pace.
 *
 * Faults strike the answers to chat completions; what is refused for its key or its body is refused as ever.
 *
 * Leaving (the abort of the request's signal, or the cancel of the body) ends the run at once, and only the tokens sent until then are metered.
 * @throws RangeError for a pace below 0, or of no tokens at all.
 */
export function createGateway(options: GatewayOptions = {}): Handler {
  const { faults, seed } = options
  const { dialect = 'inferex', apiKey, answers = LIBRARY, clock = systemClock, onExchange, timeToFirstTokenMs, tokensPerSecond } = options
  checkPace(options)
  const shape = dialectShape(dialect, options)
  const chatCompletions = createChatCompletions({
    dialect,
    shape,
    apiKey,
    answers,
    clock,
    onExchange,
    pace: { timeToFirstTokenMs, tokensPerSecond },
    faults: { faults, seed },
  })

  return async (request) => {
    if (request.method === 'OPTIONS') return preflightResponse(request)
    const { pathname } = new URL(request.url)
    if (pathname.endsWith('/chat/completions')) return request.method === 'POST' ? chatCompletions(request) : refuseMethod(request, 'POST')
    if (!pathname.endsWith('/models')) return refuseUrl(request)
    return request.method === 'GET' ? (refuseKey(request, apiKey) ?? listModels(shape, dialect)) : refuseMethod(request, 'GET')
  }
}

/** When the models are said to be made, in seconds since the epoch: 2026-01-01. */
const MODELS_CREATED = 1_767_225_600

/** @see https://platform.openai.com/docs/api-reference/models/list */
function listModels(shape: DialectShape, dialect: Dialect): Response {
  const data = shape.models.map((id) => ({ id, object: 'model', created: MODELS_CREATED, owned_by: dialect }))
  return Response.json({ object: 'list', data }, { headers: CORS_HEADERS })
}
