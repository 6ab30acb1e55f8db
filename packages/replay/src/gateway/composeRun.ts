import type { Script } from '../answers/answer.js'
import type { TimedRead, Timeline } from '../timeline.js'
import { countUsage } from './countUsage.js'
import { type DialectShape, type RunFacts } from './dialects/dialectShape.js'
import { composeCompletion } from './composeCompletion.js'
import { errorBody } from './errorBody.js'
import type { GatewayRequest } from './gatewayRequest.js'
import type { Pace } from './pace.js'
import { scriptDeltas } from './scriptDeltas.js'

/** A read of the gateway's, with how many tokens of the answer it carries. */
export interface TokenRead extends TimedRead {
  readonly tokens: number
}

/** An answer as it goes on the wire: status, type and a body in time. */
export interface ComposedRun {
  readonly status: number
  readonly contentType: string
  readonly timeline: Timeline<TokenRead>
}

export interface RunPlan {
  readonly request: GatewayRequest
  readonly script: Script
  readonly run: RunFacts
  readonly shape: DialectShape
  readonly pace: Pace
}

const encoder = new TextEncoder()

const upstreamError = errorBody({
  message: 'The upstream provider failed while it was answering. What came so far was metered; try again.',
  type: 'server_error',
  code: 'upstream_error',
})

/** `stream: true`: one read for each event. */
export function composeStream({ request, script, run, shape, pace }: RunPlan): ComposedRun {
  const cut = scriptDeltas(script, run.id, request.maxTokens)
  const firstMs = pace.tokenAtMs(0)
  const endMs = pace.tokenAtMs(cut.deltas.length)
  const ending = script.ending ?? 'complete'

  // An error is the last thing said, "before the connection closes": no [DONE] follows. A truncated answer ends with neither.
  const closing = {
    complete: () => [...shape.closing(run, cut.finishReason, countUsage(request, cut)).map((payload) => JSON.stringify(payload)), '[DONE]'],
    error: () => [JSON.stringify(upstreamError)],
    truncated: () => [],
  }[ending]()

  const reads = [
    ...shape.opening(cut.deltas[0]).map((delta) => event(firstMs, JSON.stringify(shape.chunk(run, delta)), 0)),
    ...cut.deltas.map((delta, index) => event(pace.tokenAtMs(index), JSON.stringify(shape.chunk(run, delta)), 1)),
    ...closing.map((data) => event(endMs, data, 0)),
  ]
  return { status: 200, contentType: 'text/event-stream; charset=utf-8', timeline: { reads, end: { atMs: endMs, kind: 'eof' } } }
}

/** `stream: false`: the whole reply in one read, when its last token would have come. */
export function composeReply({ request, script, run, shape, pace }: RunPlan): ComposedRun {
  const cut = scriptDeltas(script, run.id, request.maxTokens)
  const atMs = pace.tokenAtMs(cut.deltas.length)
  const ending = script.ending ?? 'complete'
  const usage = countUsage(request, cut)
  const whole = JSON.stringify(
    ending === 'error' ? upstreamError : { ...composeCompletion(run, cut, usage), ...shape.completionExtras?.(usage) },
  )
  const text = ending === 'truncated' ? whole.slice(0, whole.length / 2) : whole
  const read = { atMs, bytes: encoder.encode(text), tokens: cut.deltas.length }
  return {
    status: ending === 'error' ? 502 : 200,
    contentType: 'application/json',
    timeline: { reads: [read], end: { atMs, kind: 'eof' } },
  }
}

function event(atMs: number, data: string, tokens: number): TokenRead {
  return { atMs, bytes: encoder.encode(`data: ${data}\n\n`), tokens }
}
