import type { Answer } from '../answers/answer.js'
import { ANSWERS } from '../answers/answers.js'
import { type Clock, systemClock } from '../clock.js'
import { idFrom } from '../seed.js'
import { playTimeline } from '../timeline.js'
import { composeReply, composeStream } from './composeRun.js'
import { CORS_HEADERS, preflightResponse } from './cors.js'
import { type Dialect, dialectShape, type DialectSettings } from './dialects.js'
import type { DialectShape } from './dialects/dialectShape.js'
import { errorBody } from './errorBody.js'
import type { GatewayExchange } from './gatewayExchange.js'
import { type GatewayRequest, InvalidRequestError, lastPrompt, parseGatewayRequest } from './gatewayRequest.js'
import { createPace, type PaceOptions } from './pace.js'
import { pickAnswer } from './pickAnswer.js'

export interface GatewayOptions extends DialectSettings, PaceOptions {
  /** Whose wire format is spoken. @defaultValue 'inferex' */
  readonly dialect?: Dialect
  /** The only key that is let in. @defaultValue any bearer that is not empty */
  readonly apiKey?: string
  /** What can be answered, the first that suits the request; the last one answers where none does. @defaultValue ANSWERS */
  readonly answers?: readonly Answer[]
  /** @defaultValue systemClock */
  readonly clock?: Clock
  /** Called when an exchange has ended, however it ended. */
  readonly onExchange?: (exchange: GatewayExchange) => void
}

/** A handler of web requests, as `fetch` events, service workers and servers of every kind take it. */
export type Handler = (request: Request) => Promise<Response>

/**
 * An OpenAI-compatible gateway that answers from a small library of written answers: `POST …/chat/completions`, streamed or not, and
 * `GET …/models`, at any path before these. The same request is answered with the same text at the same pace.
 *
 * Leaving (the abort of the request's signal, or the cancel of the body) ends the run at once, and only the tokens sent until then are metered.
 */
export function createGateway(options: GatewayOptions = {}): Handler {
  const { dialect = 'inferex', clock = systemClock, answers = ANSWERS, onExchange } = options
  const shape = dialectShape(dialect, options)
  let exchanges = 0

  const chatCompletions = async (request: Request): Promise<Response> => {
    exchanges += 1
    const id = exchanges
    const startedAtMs = clock.now()
    const report = (facts: Pick<GatewayExchange, 'answer' | 'status' | 'stream' | 'tokensSent' | 'ending'>) =>
      onExchange?.({ id, dialect, ...facts, meteredTokens: facts.tokensSent, startedAtMs, endedAtMs: clock.now() })
    const refuse = (response: Response) => {
      report({ answer: null, status: response.status, stream: false, tokensSent: 0, ending: 'refused' })
      return response
    }

    const unauthorized = refuseKey(request, options.apiKey)
    if (unauthorized) return refuse(unauthorized)
    const parsed = await readRequest(request)
    if (parsed instanceof Response) return refuse(parsed)

    const answer = pickAnswer(parsed, answers)
    const script = answer.write(parsed)
    const seed = `${dialect}/${lastPrompt(parsed)}`
    const composed = (parsed.stream ? composeStream : composeReply)({
      request: parsed,
      script,
      shape,
      pace: createPace(seed, options),
      run: {
        id: `chatcmpl-${idFrom(`${seed}/${id}`, 24)}`,
        created: Math.floor(startedAtMs / 1000),
        model: parsed.model ?? shape.models[0] ?? 'default',
        includeUsage: parsed.includeUsage,
      },
    })

    let tokensSent = 0
    const body = playTimeline(composed.timeline, {
      clock,
      signal: request.signal,
      startedAtMs,
      onRead: (read) => {
        tokensSent += read.tokens
      },
      onEnd: (how) =>
        report({
          answer: answer.name,
          status: composed.status,
          stream: parsed.stream,
          tokensSent,
          ending: how === 'disconnected' ? 'disconnected' : (script.ending ?? 'complete'),
        }),
    })
    return new Response(body, {
      status: composed.status,
      headers: {
        ...CORS_HEADERS,
        'content-type': composed.contentType,
        'cache-control': 'no-cache, no-transform',
        'x-request-id': `req_${idFrom(`request/${seed}/${id}`, 24)}`,
      },
    })
  }

  return async (request) => {
    if (request.method === 'OPTIONS') return preflightResponse(request)
    const { pathname } = new URL(request.url)
    if (pathname.endsWith('/chat/completions')) {
      return request.method === 'POST' ? chatCompletions(request) : refuseMethod(request, 'POST')
    }
    if (pathname.endsWith('/models')) {
      return request.method === 'GET' ? (refuseKey(request, options.apiKey) ?? listModels(shape, dialect)) : refuseMethod(request, 'GET')
    }
    return refuse(404, {
      message: `Unknown request URL: ${request.method} ${pathname}. The gateway has POST /chat/completions and GET /models; check the base URL.`,
      code: 'unknown_url',
    })
  }
}

async function readRequest(request: Request): Promise<GatewayRequest | Response> {
  try {
    return parseGatewayRequest(await request.text())
  } catch (error) {
    if (error instanceof InvalidRequestError) return refuse(400, { message: error.message, code: null, param: error.param })
    throw error
  }
}

/** The 401 for a request without a key or with a wrong one. The message never repeats what was sent. */
function refuseKey(request: Request, apiKey: string | undefined): Response | undefined {
  const [, key] = /^Bearer (\S+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (key === undefined) {
    return refuse(401, {
      message: "You didn't provide an API key, so the gateway cannot tell who asks. Send it as a bearer: `Authorization: Bearer YOUR_KEY`.",
      code: null,
    })
  }
  if (apiKey !== undefined && key !== apiKey) {
    return refuse(401, {
      message: 'Incorrect API key provided, so the request was not run. Check the key, and that it belongs to this gateway.',
      code: 'invalid_api_key',
    })
  }
  return undefined
}

function refuseMethod(request: Request, allowed: string): Response {
  return refuse(
    405,
    { message: `Not allowed to ${request.method} on ${new URL(request.url).pathname}. Use ${allowed}.`, code: 'method_not_supported' },
    { allow: allowed },
  )
}

function refuse(
  status: number,
  facts: { message: string; code: string | null; param?: string | null },
  headers: Record<string, string> = {},
): Response {
  return Response.json(errorBody({ type: 'invalid_request_error', ...facts }), { status, headers: { ...CORS_HEADERS, ...headers } })
}

/** @see https://platform.openai.com/docs/api-reference/models/list */
function listModels(shape: DialectShape, dialect: Dialect): Response {
  const data = shape.models.map((id) => ({ id, object: 'model', created: MODELS_CREATED, owned_by: dialect }))
  return Response.json({ object: 'list', data }, { headers: CORS_HEADERS })
}

/** When the models are said to be made, in seconds since the epoch: 2026-01-01. */
const MODELS_CREATED = 1_767_225_600
