import type { Answer, Script } from '../answers/answer.js'
import type { Clock } from '../clock.js'
import type { FaultOptions } from '../faults/applyFaults.js'
import { idFrom } from '../idFrom.js'
import { playTimeline } from '../timeline.js'
import { composeReply, composeStream } from './composeRun.js'
import { CORS_HEADERS } from './cors.js'
import type { Handler } from '../handler.js'
import type { Dialect } from './dialects.js'
import type { DialectShape } from './dialects/dialectShape.js'
import { encodeBody, faultyRun } from './faultyRun.js'
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
  readonly faults: FaultOptions
}

/** The handler of `POST /chat/completions`. */
export function createChatCompletions(options: ChatCompletionsOptions): Handler {
  const { dialect, shape, clock, onExchange } = options
  let exchanges = 0
  let answered = 0

  return async (request) => {
    exchanges += 1
    const id = exchanges
    const startedAtMs = clock.now()
    const report = (facts: Pick<GatewayExchange, 'answer' | 'status' | 'stream' | 'tokensSent' | 'ending'>) =>
      onExchange?.({ id, dialect, ...facts, meteredTokens: facts.tokensSent, startedAtMs, endedAtMs: clock.now() })

    const picked = refuseKey(request, options.apiKey) ?? (await pickScript(request, options.answers))
    if (picked instanceof Response) {
      report({ answer: null, status: picked.status, stream: false, tokensSent: 0, ending: 'refused' })
      return picked
    }

    const { asked, answer, script } = picked
    // The pace depends on what is asked, the ids on which exchange it is: the same prompt twice is the same answer in another run.
    const seed = `${dialect}/${lastPrompt(asked)}`
    const composed = (asked.stream ? composeStream : composeReply)({
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

    const requestId = `req_${idFrom(`request/${seed}/${id}`, 24)}`
    answered += 1
    const served = faultyRun(
      composed,
      { ...CORS_HEADERS, 'content-type': composed.contentType, 'cache-control': 'no-cache, no-transform', 'x-request-id': requestId },
      options.faults,
      answered,
    )

    let tokensSent = 0
    const played = playTimeline(served.timeline, {
      clock,
      signal: request.signal,
      startedAtMs,
      onRead: (read) => {
        tokensSent += read.tokens
      },
      onEnd(how) {
        const ending = how === 'disconnected' ? 'disconnected' : (ENDINGS[served.withheld ?? 'nothing'] ?? script.ending ?? 'complete')
        report({ answer: answer.name, status: served.status, stream: asked.stream, tokensSent, ending })
      },
    })
    const { body, headers } = encodeBody(played, served.headers, request)
    return new Response(body, { status: served.status, headers })
  }
}

/** How an exchange ended of which a fault kept something from its caller. */
const ENDINGS = { nothing: undefined, intercepted: 'refused', broken: 'truncated' } as const

interface PickedScript {
  readonly asked: GatewayRequest
  readonly answer: Answer
  readonly script: Script
}

/** What will be said to the request, or the 400 to one that cannot be answered. */
async function pickScript(request: Request, answers: readonly Answer[]): Promise<PickedScript | Response> {
  try {
    const asked = parseGatewayRequest(await request.text())
    const answer = pickAnswer(asked, answers)
    return { asked, answer, script: answer.write(asked) }
  } catch (error) {
    if (error instanceof InvalidRequestError) return refuse(400, { message: error.message, code: null, param: error.param })
    throw error
  }
}
