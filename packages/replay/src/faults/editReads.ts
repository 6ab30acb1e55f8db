import type { TimedRead, Timeline } from '../timeline.js'
import { eventBlocks, joinBytes, type EventBlock } from './eventBlocks.js'
import type { BytePlace, ServedExchange } from './fault.js'

/** Bytes of a body that are replaced: none for a deletion, an empty range for an insertion. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly bytes?: Uint8Array<ArrayBuffer> | undefined
  /** Whether the new bytes are a read of their own, which comes with what stands before them. */
  readonly isRead?: boolean | undefined
}

/** The body's bytes, and its events. */
export function bodyOf({ timeline }: ServedExchange): { readonly body: Uint8Array<ArrayBuffer>; readonly blocks: readonly EventBlock[] } {
  const body = joinBytes(timeline.reads.map(({ bytes }) => bytes))
  return { body, blocks: eventBlocks(body) }
}

/** The exchange with other reads. */
export function withReads(exchange: ServedExchange, reads: readonly TimedRead[]): ServedExchange {
  return { ...exchange, timeline: { ...exchange.timeline, reads } }
}

/** The exchange with another header; null takes it away. */
export function withHeader(exchange: ServedExchange, name: string, value: string | null): ServedExchange {
  const others = Object.entries(exchange.headers).filter(([other]) => other.toLowerCase() !== name)
  return { ...exchange, headers: Object.fromEntries(value === null ? others : [...others, [name, value]]) }
}

/** Edits a body, given in the order of their places and none inside another. What is kept comes in the reads in which it came. */
export function editReads(reads: readonly TimedRead[], edits: readonly Edit[]): TimedRead[] {
  const edited: TimedRead[] = []
  let readEnd = 0
  let next = 0
  for (const { atMs, bytes } of reads) {
    const readStart = readEnd
    readEnd += bytes.length
    let kept: Uint8Array[] = []
    const flush = () => {
      const joined = joinBytes(kept)
      if (joined.length > 0) edited.push({ atMs, bytes: joined })
      kept = []
    }
    let at = readStart
    for (let edit = edits[next]; edit && reaches(edit, readEnd); edit = edits[next]) {
      if (edit.start >= at) {
        kept.push(bytes.subarray(at - readStart, edit.start - readStart))
        if (edit.isRead) flush()
        if (edit.bytes) kept.push(edit.bytes)
        if (edit.isRead) flush()
      }
      at = Math.max(at, Math.min(edit.end, readEnd))
      if (edit.end > readEnd) break
      next += 1
    }
    kept.push(bytes.subarray(at - readStart))
    flush()
  }
  return edited
}

/** A read of its own belongs to the read that ends where it begins, any other edit to the read in which it begins. */
function reaches({ start, isRead }: Edit, readEnd: number): boolean {
  return isRead ? start <= readEnd : start < readEnd
}

/** Where a fault strikes: after `token` tokens, where that is given, else at byte `at`. */
export interface PlaceParams {
  readonly at?: BytePlace
  readonly token?: number | undefined
}

/** The offset that a place stands for; undefined where the body does not reach it. */
export function findPlace(exchange: ServedExchange, { at = '50%', token }: PlaceParams): number | undefined {
  const { body, blocks } = bodyOf(exchange)
  if (token === 0) return 0
  if (token !== undefined) return blocks.filter(({ isToken }) => isToken)[token - 1]?.end
  const offset = typeof at === 'number' ? at : Math.floor((body.length * Number.parseFloat(at)) / 100)
  return offset <= body.length ? offset : undefined
}

/** The body up to `place`, ended there in another way, at the time at which the byte there came. */
export function endAt(exchange: ServedExchange, place: number, kind: Timeline['end']['kind']): ServedExchange {
  const { reads, end } = exchange.timeline
  const kept: TimedRead[] = []
  let left = place
  let atMs: number | undefined
  for (const read of reads) {
    if (left >= read.bytes.length) {
      kept.push(read)
      left -= read.bytes.length
      continue
    }
    if (left > 0) kept.push({ ...read, bytes: read.bytes.subarray(0, left) })
    atMs = read.atMs
    break
  }
  return {
    ...exchange,
    withheld: exchange.withheld ?? 'broken',
    timeline: { reads: kept, end: { atMs: atMs ?? end.atMs, kind } },
  }
}
