import type { Timeline } from '../timeline.js'
import { errorBody } from '../gateway/errorBody.js'
import { defineFault } from './defineFault.js'
import { endAt, findPlace, type PlaceParams } from './editReads.js'
import type { BytePlace, FaultMaker, FaultParam, ServedExchange } from './fault.js'

const PLACE: { readonly at: FaultParam; readonly token: FaultParam } = {
  at: { type: 'place', title: 'At byte, or share of them', unit: 'bytes', default: '50%' },
  token: { type: 'number', title: 'After token, instead of at a byte', unit: 'tokens' },
}

/** Parameters of {@link stall}, {@link cut} and {@link reset}. A place that the answer does not reach leaves it as it is. */
export interface EndingParams {
  /** How many bytes come, or which share of them. @defaultValue '50%' */
  readonly at?: BytePlace
  /** How many tokens come, instead of `at`. */
  readonly token?: number | undefined
}

/** Ends the answer at the place, in this way. */
const ending =
  (kind: Timeline['end']['kind']) =>
  (exchange: ServedExchange, params: PlaceParams): ServedExchange => {
    const place = findPlace(exchange, params)
    return place === undefined ? exchange : endAt(exchange, place, kind)
  }

/** Silence from a place on, until the caller leaves. */
export const stall: FaultMaker<EndingParams> = defineFault<EndingParams>({
  name: 'stall',
  title: 'Stall',
  does: 'Falls silent at a byte or after a token and stays so until the caller leaves.',
  tests: 'The stall limit ends the wait as `stalled`, with what came kept.',
  promise: { ending: 'stalled', text: 'prefix' },
  params: PLACE,
  apply: ending('abort'),
})

/** A clean end of the body in the middle of the answer. */
export const cut: FaultMaker<EndingParams> = defineFault<EndingParams>({
  name: 'cut',
  title: 'Cut',
  does: 'Ends the body cleanly at a byte or after a token.',
  tests: 'An answer that just ends is `truncated` and never complete, with what came kept.',
  promise: { ending: 'truncated', text: 'prefix' },
  params: PLACE,
  apply: ending('eof'),
})

/** A connection that breaks in the middle of the answer. */
export const reset: FaultMaker<EndingParams> = defineFault<EndingParams>({
  name: 'reset',
  title: 'Reset',
  does: 'Breaks the connection at a byte or after a token.',
  tests: 'A broken connection is `failed` with `network`, tried again only before the first token, with what came kept.',
  promise: { ending: 'failed', text: 'prefix' },
  params: PLACE,
  apply: ending('error'),
})

/** Parameters of {@link errorChunk}. */
export interface ErrorChunkParams {
  /** How many tokens come before it. @defaultValue 3 */
  readonly token?: number
  /** What the error says. */
  readonly message?: string
  /** Its `code`. @defaultValue 'upstream_error' */
  readonly code?: string
}

/** An error inside the stream, and nothing after it. */
export const errorChunk: FaultMaker<ErrorChunkParams> = defineFault<ErrorChunkParams>({
  name: 'errorChunk',
  title: 'Error in the stream',
  does: 'Sends an error as an event after a token, and ends.',
  tests: 'An error in the stream is `failed` with the words of the gateway, with what came kept.',
  promise: { ending: 'failed', text: 'prefix' },
  params: {
    token: { type: 'number', title: 'After token', unit: 'tokens', default: 3 },
    message: { type: 'text', title: 'Message', default: 'The upstream provider failed while it was answering.' },
    code: { type: 'text', title: 'Code', default: 'upstream_error' },
  },
  apply: (exchange, { token, message, code }) => {
    const place = findPlace(exchange, { token })
    if (place === undefined) return exchange
    const { timeline, ...head } = endAt(exchange, place, 'eof')
    const data = JSON.stringify(errorBody({ message, type: 'server_error', code }))
    const bytes = new TextEncoder().encode(`data: ${data}\n\n`)
    return { ...head, timeline: { ...timeline, reads: [...timeline.reads, { atMs: timeline.end.atMs, bytes }] } }
  },
})
