import type { ChatMessage } from '@rivulet/chat'
import { answerOf, writtenTextOf } from '../message/wire.js'

/** About what fits into a line of the column. */
const LINE_CHARS = 85
/** The room between a row and the next, and what stands around its text. */
const ROW_LINES = 2
/** A tool call, unfolded. */
const CALL_LINES = 8

/**
 * About how many lines of text a message is high, for the room that is kept for it before it is laid out. What it says about one message matters
 * little; for thousands of them it keeps the scroll bar honest.
 */
export function estimateLines({ wire }: ChatMessage): number {
  let lines = ROW_LINES
  const text = writtenTextOf(wire)
  for (let start = 0; start <= text.length;) {
    const end = text.indexOf('\n', start)
    const chars = (end === -1 ? text.length : end) - start
    // A blank line is half as high as a line.
    lines += chars === 0 ? 0.5 : Math.ceil(chars / LINE_CHARS)
    if (end === -1) break
    start = end + 1
  }
  return Math.ceil(lines + CALL_LINES * answerOf(wire).toolCalls.length)
}
