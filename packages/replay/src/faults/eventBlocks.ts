import { isObject, listOf, objectOf, parseJson } from '../jsonObject.js'

/**
 * One block of an event stream, as bytes: what stands between two blank lines, with the blank line that ends it.
 *
 * Core's `readEvents` gives events and forgets where they stood; faults and the player need every byte of them, of comments too, and the
 * blocks together are the body.
 */
export interface EventBlock {
  /** The offset of its first byte in the body. */
  readonly start: number
  /** The offset after its last byte. */
  readonly end: number
  /** What its `data` lines say; undefined where it has none, as a comment. */
  readonly data: string | undefined
  /** Whether it brings something of an answer: any field of a delta but its role. */
  readonly isToken: boolean
  /** Whether it says why a choice is finished. */
  readonly isFinish: boolean
  readonly isDone: boolean
  /** Whether a blank line ended it. */
  readonly isEnded: boolean
}

const LF = 10
const CR = 13

/**
 * Cuts a body into the blocks of an event stream; a body that is something else is one block without data.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream
 */
export function eventBlocks(body: Uint8Array): EventBlock[] {
  const blocks: EventBlock[] = []
  const decoder = new TextDecoder()
  let start = 0
  let hasLines = false
  let lineStart = 0
  const push = (end: number, isEnded: boolean) => {
    blocks.push({ start, end, isEnded, ...meaningOf(dataOf(decoder.decode(body.subarray(start, end)))) })
    start = end
    hasLines = false
  }
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]
    if (byte !== LF && byte !== CR) continue
    const isBlank = at === lineStart
    if (byte === CR && body[at + 1] === LF) at += 1
    lineStart = at + 1
    if (!isBlank) hasLines = true
    else if (hasLines) push(lineStart, true)
  }
  if (start < body.length) push(body.length, false)
  return blocks
}

/** All bytes of some reads. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

function dataOf(text: string): string | undefined {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.startsWith('data:'))
  return lines.length === 0 ? undefined : lines.map((line) => line.slice(line.startsWith('data: ') ? 6 : 5)).join('\n')
}

function meaningOf(data: string | undefined): Pick<EventBlock, 'data' | 'isToken' | 'isFinish' | 'isDone'> {
  const choices = listOf(objectOf(parseJson(data ?? ''))['choices']).filter(isObject)
  return {
    data,
    isToken: choices.some(({ delta }) => Object.entries(objectOf(delta)).some(([field, value]) => field !== 'role' && !isEmpty(value))),
    isFinish: choices.some(({ finish_reason: reason }) => Boolean(reason)),
    isDone: data?.trim() === '[DONE]',
  }
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null ? Object.keys(value).length === 0 : !value
}
