import type { Answer } from '../answers/answer.js'
import type { Clock } from '../clock.js'
import { idFrom } from '../idFrom.js'
import { playTimeline } from '../timeline.js'
import { composeReply, composeStream } from './composeRun.js'
import { CORS_HEADERS } from './cors.js'
import type { Handler } from '../handler.js'
import type { Dialect } from './dialects.js'
import type { DialectShape } from './dialects/dialectShape.js'
import type { GatewayExchange } from './gatewayExchange.js'
import { type GatewayRequest, InvalidRequestError, lastPrompt, parseGatewayRequest } from './gatewayRequest.js'
import { createPace, type PaceOptions } from './pace.js'
import { pickAnswer } from './pickAnswer.js'
import { refuse, refuseKey } from './refuse.js'

export interface ChatCompletionsOptions {
  readonly dialect: Dialect
  readonly shape: DialectShape
  readonly apiKey: string | undefined
  readonly answers: readonly Answer[]
  readonly clock: Clock
  readonly onExchange: ((exchange: GatewayExchange) => void) | undefined
  readonly pace: PaceOptions
}

/** The handler of `POST /chat/completions`. */
export function createChatCompletions(options: ChatCompletionsOptions): Handler {
  const { dialect, shape, clock, onExchange } = options
  let exchanges = 0

  return async (request) => {
    exchanges += 1
    const id = exchanges
    const startedAtMs = clock.now()
    const report = (facts: Pick<GatewayExchange, 'answer' | 'status' | 'stream' | 'tokensSent' | 'ending'>) =>
      onExchange?.({ id, dialect, ...facts, meteredTokens: facts.tokensSent, startedAtMs, endedAtMs: clock.now() })

    const asked = refuseKey(request, options.apiKey) ?? (await readRequest(request))
    if (asked instanceof Response) {
      report({ answer: null, status: asked.status, stream: false, tokensSent: 0, ending: 'refused' })
      return asked
    }

    const answer = pickAnswer(asked, options.answers)
    const script = answer.write(asked)
    // The pace depends on what is asked, the ids on which exchange it is: the same prompt twice is the same answer in another run.
    const seed = `${dialect}/${lastPrompt(asked)}`
    const { status, contentType, timeline } = (asked.stream ? composeStream : composeReply)({
      request: asked,
      script,
      shape,
      pace: createPace(seed, options.pace),
      run: {
        id: `chatcmpl-${idFrom(`${seed}/${id}`, 24)}`,
        created: Math.floor(startedAtMs / 1000),
        model: asked.model ?? shape.models[0] ?? 'default',
        includeUsage: asked.includeUsage,
      },
    })

    let tokensSent = 0
    const body = playTimeline(timeline, {
      clock,
      signal: request.signal,
      startedAtMs,
      onRead: (read) => {
        tokensSent += read.tokens
      },
      onEnd(how) {
        const ending = how === 'disconnected' ? 'disconnected' : (script.ending ?? 'complete')
        report({ answer: answer.name, status, stream: asked.stream, tokensSent, ending })
      },
    })
    const requestId = `req_${idFrom(`request/${seed}/${id}`, 24)}`
    return new Response(body, {
      status,
      headers: { ...CORS_HEADERS, 'content-type': contentType, 'cache-control': 'no-cache, no-transform', 'x-request-id': requestId },
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
