import { applyFaults, type FaultOptions } from '../faults/applyFaults.js'
import { bodyOf } from '../faults/editReads.js'
import type { ServedExchange } from '../faults/fault.js'
import type { Timeline } from '../timeline.js'
import type { ComposedRun, TokenRead } from './composeRun.js'

/** An answer with the faults in it, its reads with the tokens that they bring. */
export interface FaultyRun extends ServedExchange {
  readonly timeline: Timeline<TokenRead>
}

/** What the faults make of a composed answer. Tokens are counted where they are served, since those are metered. */
export function faultyRun(
  { status, timeline }: ComposedRun,
  headers: Readonly<Record<string, string>>,
  faults: FaultOptions,
  request: number,
): FaultyRun {
  const served = applyFaults({ status, headers, headAtMs: 0, timeline }, faults, request)
  if (served.timeline === timeline) return { ...served, timeline }
  const ends = tokenEnds(served, timeline)
  let at = 0
  let counted = 0
  const reads = served.timeline.reads.map((read) => {
    at += read.bytes.length
    const before = counted
    while ((ends[counted] ?? Number.POSITIVE_INFINITY) <= at) counted += 1
    return { ...read, tokens: counted - before }
  })
  return { ...served, timeline: { ...served.timeline, reads } }
}

/** Where each token is whole: a token of a stream at the end of its event, those of a reply with its last byte. */
function tokenEnds(served: ServedExchange, composed: ComposedRun['timeline']): number[] {
  if (served.withheld === 'intercepted') return []
  const { body, blocks } = bodyOf(served)
  const [reply] = composed.reads
  const isReply = composed.reads.length === 1 && blocks.every(({ data }) => data === undefined)
  if (!isReply) return blocks.filter(({ isToken }) => isToken).map(({ end }) => end)
  return served.withheld ? [] : Array.from({ length: reply?.tokens ?? 0 }, () => body.length)
}

/**
 * The body as it goes over HTTP: compressed where a fault says so and the caller accepts it. A caller in this process accepts nothing, and gets
 * what its decompressor would give it.
 */
export function encodeBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  headers: Readonly<Record<string, string>>,
  request: Request,
): { readonly body: ReadableStream<Uint8Array<ArrayBuffer>>; readonly headers: Readonly<Record<string, string>> } {
  const { 'content-encoding': encoding, ...others } = headers
  if (encoding !== 'gzip') return { body, headers }
  const vary = { ...others, vary: 'accept-encoding' }
  if (!/\bgzip\b/i.test(request.headers.get('accept-encoding') ?? '')) return { body, headers: vary }
  return { body: body.pipeThrough(new CompressionStream('gzip')), headers: { ...vary, 'content-encoding': 'gzip' } }
}
