import { eventBlocks } from '../faults/eventBlocks.js'
import type { TimedRead } from '../timeline.js'

/**
 * A dump of an event stream in reads of an event each, with the blank line that ends it; what follows the last event is a read too.
 * @param timeOf when the read at `index` of `count` comes, in milliseconds after the request.
 */
export function sseReads(dump: Uint8Array, timeOf: (index: number, count: number) => number): TimedRead[] {
  return eventBlocks(dump).map(({ start, end }, index, { length }) => ({
    atMs: timeOf(index, length),
    bytes: new Uint8Array(dump.subarray(start, end)),
  }))
}

/** Whether a text has a field that events have. */
export function isEventStream(text: string): boolean {
  return /^\uFEFF?(?:data|event|id|retry|):/m.test(text)
}
