import type { TimedRead } from '../timeline.js'
import { defineFault, UNHARMED } from './defineFault.js'
import { withHeader, withReads } from './editReads.js'
import { joinBytes } from './eventBlocks.js'
import type { FaultMaker } from './fault.js'

/** Parameters of {@link split}. */
export interface SplitParams {
  /** The longest piece in bytes: 1 gives every byte by itself. @defaultValue 16 */
  readonly max?: number
}

/** Cuts every read into random pieces, also inside a character. */
export const split: FaultMaker<SplitParams> = defineFault<SplitParams>({
  name: 'split',
  title: 'Split reads',
  does: 'Cuts every read into pieces of random length, also inside a UTF-8 character.',
  tests: 'Any split of the bytes gives the same answer.',
  promise: UNHARMED,
  params: { max: { type: 'number', title: 'Longest piece', unit: 'bytes', default: 16, min: 1 } },
  apply: (exchange, { max }, random) =>
    withReads(
      exchange,
      exchange.timeline.reads.flatMap((read) => pieces(read, () => 1 + Math.floor(random() * max))),
    ),
})

/** Parameters of {@link delay}. */
export interface DelayParams {
  /** In milliseconds. @defaultValue 2000 */
  readonly ms?: number
}

/** The body comes later than recorded; its head does not. */
export const delay: FaultMaker<DelayParams> = defineFault<DelayParams>({
  name: 'delay',
  title: 'Slow first byte',
  does: 'Sends the head in time and the whole body later than recorded.',
  tests: 'Waiting for the first token is shown and not taken for a stall.',
  promise: UNHARMED,
  params: { ms: { type: 'number', title: 'Later by', unit: 'ms', default: 2000 } },
  apply: (exchange, { ms }) => {
    const { reads, end } = exchange.timeline
    const later = <Timed extends { readonly atMs: number }>(timed: Timed): Timed => ({ ...timed, atMs: timed.atMs + ms })
    return { ...exchange, timeline: { reads: reads.map(later), end: later(end) } }
  },
})

/** Parameters of {@link drip}. */
export interface DripParams {
  /** How many bytes come at a time. @defaultValue 64 */
  readonly bytes?: number
  /** How long each takes, in milliseconds. @defaultValue 20 */
  readonly everyMs?: number
}

/** A slow line: no more than so many bytes in so many milliseconds. */
export const drip: FaultMaker<DripParams> = defineFault<DripParams>({
  name: 'drip',
  title: 'Slow drip',
  does: 'Lets only so many bytes through in so many milliseconds; nothing comes earlier than recorded.',
  tests: 'No limit of time is met while bytes come.',
  promise: UNHARMED,
  params: {
    bytes: { type: 'number', title: 'Bytes at a time', unit: 'bytes', default: 64, min: 1 },
    everyMs: { type: 'number', title: 'Time for each', unit: 'ms', default: 20 },
  },
  apply: (exchange, { bytes, everyMs }) => {
    const { reads, end } = exchange.timeline
    let freeAtMs = 0
    const dripped = reads
      .flatMap((read) => pieces(read, () => bytes))
      .map((read) => {
        const atMs = Math.max(read.atMs, freeAtMs)
        freeAtMs = atMs + everyMs
        return { ...read, atMs }
      })
    return { ...exchange, timeline: { reads: dripped, end: { ...end, atMs: Math.max(end.atMs, dripped.at(-1)?.atMs ?? 0) } } }
  },
})

/** Parameters of {@link gzip}. */
export interface GzipParams {
  /** How many bytes are gathered before any go on. @defaultValue 2048 */
  readonly block?: number
}

/**
 * A proxy that compresses without flushing: what comes out of the caller's decompressor are the same bytes in few large reads, and that is what
 * `replay` and the player give, as a `fetch` does. The gateway really compresses for a caller that accepts it (`accept-encoding`), which a
 * `fetch` over HTTP does by itself.
 */
export const gzip: FaultMaker<GzipParams> = defineFault<GzipParams>({
  name: 'gzip',
  title: 'Compressing proxy',
  does: 'Compresses with gzip and holds back what comes until there is enough of it; over HTTP the bytes are really compressed.',
  tests: 'Decompressed bytes are read whatever their reads are.',
  promise: UNHARMED,
  params: { block: { type: 'number', title: 'Held back up to', unit: 'bytes', default: 2048, min: 1 } },
  apply: (exchange, { block }) => withHeader(withReads(exchange, gather(exchange.timeline.reads, block)), 'content-encoding', 'gzip'),
})

/** The read in pieces, each as long as `length` says. */
function pieces({ atMs, bytes }: TimedRead, length: () => number): TimedRead[] {
  const cut: TimedRead[] = []
  for (let at = 0, next = 0; at < bytes.length; at = next) {
    next = at + length()
    cut.push({ atMs, bytes: bytes.subarray(at, next) })
  }
  return cut
}

/** Reads that come when `block` bytes are there, and the rest with the last of them. */
function gather(reads: readonly TimedRead[], block: number): TimedRead[] {
  const gathered: TimedRead[] = []
  let held: TimedRead[] = []
  let heldBytes = 0
  reads.forEach((read, index) => {
    held.push(read)
    heldBytes += read.bytes.length
    if (heldBytes < block && index < reads.length - 1) return
    gathered.push({ atMs: read.atMs, bytes: joinBytes(held.map(({ bytes }) => bytes)) })
    held = []
    heldBytes = 0
  })
  return gathered
}
