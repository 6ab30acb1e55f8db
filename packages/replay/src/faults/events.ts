import { defineFault, UNHARMED } from './defineFault.js'
import { bodyOf, type Edit, editReads, withReads } from './editReads.js'
import type { EventBlock } from './eventBlocks.js'
import type { FaultMaker, ServedExchange } from './fault.js'

/** Parameters of {@link duplicate} and {@link reorder}. */
export interface EventParams {
  /** Which token, counted from 1. Where there are fewer, nothing happens. @defaultValue 3 */
  readonly token?: number
}

/** An event that comes twice. */
export const duplicate: FaultMaker<EventParams> = defineFault<EventParams>({
  name: 'duplicate',
  title: 'Event twice',
  does: 'Delivers the event of a token twice.',
  tests: 'Without a relay nothing tells a repeated event from a repeated word: both are kept, and the run ends as it would.',
  promise: { ending: 'as recorded', text: 'changed' },
  params: { token: { type: 'number', title: 'Which token', unit: 'tokens', default: 3, min: 1 } },
  apply: (exchange, { token }) =>
    edited(exchange, (blocks, body) => {
      const block = blocks.filter(({ isToken }) => isToken)[token - 1]
      return block?.isEnded ? [{ start: block.end, end: block.end, bytes: body.slice(block.start, block.end), isRead: true }] : []
    }),
})

/** Two events in the wrong order. */
export const reorder: FaultMaker<EventParams> = defineFault<EventParams>({
  name: 'reorder',
  title: 'Events out of order',
  does: 'Delivers the event of a token after the one of the next token.',
  tests: 'Nothing is lost and nothing throws where the order is wrong; only a relay could right it.',
  promise: { ending: 'as recorded', text: 'changed' },
  params: { token: { type: 'number', title: 'Which token', unit: 'tokens', default: 3, min: 1 } },
  apply: (exchange, { token }) =>
    edited(exchange, (blocks, body) => {
      const [first, second] = blocks.filter(({ isToken, isEnded }) => isToken && isEnded).slice(token - 1, token + 1)
      if (!first || !second) return []
      const swap = (at: EventBlock, by: EventBlock): Edit => ({ start: at.start, end: at.end, bytes: body.slice(by.start, by.end) })
      return [swap(first, second), swap(second, first)]
    }),
})

const LF = 10
const CR = 13

/** Line ends of two characters, as some proxies and servers write them. */
export const crlf: FaultMaker<object> = defineFault<object>({
  name: 'crlf',
  title: 'CR LF',
  does: 'Ends every line with CR LF.',
  tests: 'Events are read with every line end that the standard names.',
  promise: UNHARMED,
  params: {},
  apply(exchange) {
    let before: number | undefined
    const reads = exchange.timeline.reads.map(({ atMs, bytes }) => {
      const out: number[] = []
      for (const byte of bytes) {
        if (byte === LF && before !== CR) out.push(CR)
        out.push(byte)
        before = byte
      }
      return { atMs, bytes: Uint8Array.from(out) }
    })
    return withReads(exchange, reads)
  },
})

/** A byte order mark before everything else. */
export const bom: FaultMaker<object> = defineFault<object>({
  name: 'bom',
  title: 'Byte order mark',
  does: 'Puts a byte order mark before the body.',
  tests: 'One byte order mark at the beginning is passed over, as the standard says.',
  promise: UNHARMED,
  params: {},
  apply: (exchange) => edited(exchange, () => [{ start: 0, end: 0, bytes: Uint8Array.of(0xef, 0xbb, 0xbf) }]),
})

/** Parameters of {@link comments}. */
export interface CommentsParams {
  /** How many events come between two of them. @defaultValue 3 */
  readonly every?: number
  /** What they say. @defaultValue 'keep-alive' */
  readonly text?: string
}

/** Comments between the events, as servers send them to keep a connection alive. */
export const comments: FaultMaker<CommentsParams> = defineFault<CommentsParams>({
  name: 'comments',
  title: 'Keep-alive comments',
  does: 'Sends a comment before every few events.',
  tests: 'Comments are no part of an answer, and count as a sign of life.',
  promise: UNHARMED,
  params: {
    every: { type: 'number', title: 'Events between two', unit: 'events', default: 3, min: 1 },
    text: { type: 'text', title: 'Comment', default: 'keep-alive' },
  },
  apply: (exchange, { every, text }) =>
    edited(exchange, (blocks) => {
      const bytes = new TextEncoder().encode(`: ${text.replaceAll(/[\r\n]/g, ' ')}\n\n`)
      const events = blocks.filter(({ data }) => data !== undefined)
      return events.filter((_, index) => index % every === 0).map(({ start }) => ({ start, end: start, bytes, isRead: true }))
    }),
})

/** No `[DONE]`. */
export const dropDone: FaultMaker<object> = defineFault<object>({
  name: 'dropDone',
  title: 'No [DONE]',
  does: 'Leaves out the event [DONE].',
  tests: 'A finish reason is enough for `complete`; without either the answer is `truncated`.',
  promise: { ending: 'truncated', text: 'whole' },
  params: {},
  apply: (exchange) => without(exchange, ({ isDone }) => isDone),
})

/** No finish reason. */
export const dropFinish: FaultMaker<object> = defineFault<object>({
  name: 'dropFinish',
  title: 'No finish reason',
  does: 'Leaves out the events that say why a choice is finished.',
  tests: '[DONE] after text is enough for `complete`, and no finish reason is invented; without either the answer is `truncated`.',
  promise: { ending: 'truncated', text: 'whole' },
  params: {},
  apply: (exchange) => without(exchange, ({ isFinish }) => isFinish),
})

function edited(
  exchange: ServedExchange,
  edit: (blocks: readonly EventBlock[], body: Uint8Array<ArrayBuffer>) => readonly Edit[],
): ServedExchange {
  const { body, blocks } = bodyOf(exchange)
  return withReads(exchange, editReads(exchange.timeline.reads, edit(blocks, body)))
}

function without(exchange: ServedExchange, isDropped: (block: EventBlock) => boolean): ServedExchange {
  return edited(exchange, (blocks) => blocks.filter(isDropped).map(({ start, end }) => ({ start, end })))
}
