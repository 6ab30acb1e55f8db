import type { TimedRead } from '../timeline.js'

const LF = 10
const CR = 13

/** A dump of an event stream in reads of an event each, with the blank line that ends it; what follows the last event is a read too. */
export function sseReads(dump: Uint8Array, timeOf: (index: number) => number): TimedRead[] {
  const reads: TimedRead[] = []
  let from = 0
  let lineIsEmpty = true
  const cut = (to: number) => {
    // Blank lines alone belong to the event before.
    if (to > from) reads.push({ atMs: timeOf(reads.length), bytes: new Uint8Array(dump.slice(from, to)) })
    from = to
  }
  let hasText = false
  for (let at = 0; at < dump.length; at += 1) {
    const byte = dump[at]
    if (byte !== LF && byte !== CR) {
      lineIsEmpty = false
      hasText = true
      continue
    }
    if (byte === CR && dump[at + 1] === LF) at += 1
    if (lineIsEmpty && hasText) {
      cut(at + 1)
      hasText = false
    }
    lineIsEmpty = true
  }
  cut(dump.length)
  return reads
}

/** Whether a text has a field that events have. */
export function isEventStream(text: string): boolean {
  return /^\uFEFF?(?:data|event|id|retry|):/m.test(text)
}
