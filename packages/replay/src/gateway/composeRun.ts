import type { Script } from '../answers/answer.js'
import type { TimedRead, Timeline } from '../timeline.js'
import { countUsage } from './countUsage.js'
import type { Delta, DialectShape, RunFacts } from './dialects/dialectShape.js'
import { composeCompletion } from './composeCompletion.js'
import { errorBody } from './errorBody.js'
import type { GatewayRequest } from './gatewayRequest.js'
import type { Pace } from './pace.js'
import { type ScriptDeltas, scriptDeltas } from './scriptDeltas.js'

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
  const choices = scriptDeltas(script, run.id, request)
  const tokens = interleave(choices)
  const firstMs = pace.tokenAtMs(0)
  const endMs = pace.tokenAtMs(tokens.length)
  const ending = script.ending ?? 'complete'

  const closingPayloads = () =>
    shape.closing(
      run,
      choices.map(({ finishReason }) => finishReason),
      countUsage(request, choices),
    )
  // An error is the last thing said, "before the connection closes": no [DONE] follows. A truncated answer ends with neither.
  const closing = {
    complete: () => [...closingPayloads().map((payload) => JSON.stringify(payload)), '[DONE]'],
    error: () => [JSON.stringify(upstreamError)],
    truncated: () => [],
  }[ending]()

  const opening = choices.flatMap(({ deltas }, choice) => shape.opening(deltas[0]).map((delta) => shape.chunk(run, delta, choice)))
  const { tokensPerRead = 1 } = script
  const reads = [
    ...opening.map((payload) => readOf(firstMs, [JSON.stringify(payload)], 0)),
    // Tokens that are saved up come when the last of them is there.
    ...inGroups(tokens, tokensPerRead).map((group, index) =>
      readOf(
        pace.tokenAtMs(index * tokensPerRead + group.length - 1),
        group.map(({ delta, choice }) => JSON.stringify(shape.chunk(run, delta, choice))),
        group.length,
      ),
    ),
    ...closing.map((data) => readOf(endMs, [data], 0)),
  ]
  return { status: 200, contentType: 'text/event-stream; charset=utf-8', timeline: { reads, end: { atMs: endMs, kind: 'eof' } } }
}

/** `stream: false`: the whole reply in one read, when its last token would have come. */
export function composeReply({ request, script, run, shape, pace }: RunPlan): ComposedRun {
  const choices = scriptDeltas(script, run.id, request)
  const tokens = choices.reduce((sum, { deltas }) => sum + deltas.length, 0)
  const atMs = pace.tokenAtMs(tokens)
  const ending = script.ending ?? 'complete'
  const usage = countUsage(request, choices)
  const whole = JSON.stringify(
    ending === 'error' ? upstreamError : { ...composeCompletion(run, choices, usage), ...shape.completionExtras?.(usage) },
  )
  const text = ending === 'truncated' ? whole.slice(0, whole.length / 2) : whole
  const read = { atMs, bytes: encoder.encode(text), tokens }
  return {
    status: ending === 'error' ? 502 : 200,
    contentType: 'application/json',
    timeline: { reads: [read], end: { atMs, kind: 'eof' } },
  }
}

/** The tokens of all choices in the order in which they are made: side by side, one of each in turn. */
function interleave(choices: readonly ScriptDeltas[]): { readonly choice: number; readonly delta: Delta }[] {
  const longest = Math.max(...choices.map(({ deltas }) => deltas.length))
  return Array.from({ length: longest }, (_, index) =>
    choices.flatMap(({ deltas }, choice) => deltas.slice(index, index + 1).map((delta) => ({ choice, delta }))),
  ).flat()
}

function inGroups<Item>(items: readonly Item[], size: number): readonly Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size))
}

function readOf(atMs: number, events: readonly string[], tokens: number): TokenRead {
  return { atMs, bytes: encoder.encode(events.map((data) => `data: ${data}\n\n`).join('')), tokens }
}
