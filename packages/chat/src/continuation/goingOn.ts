import type { AssistantMessageParam } from '@rivulet/core'
import type { ChatMessage } from '../ChatMessage.js'
import { asText, continuing, rereading, type JoinWire } from './joinAnswers.js'

/** A row that a run is to fill whose text was there before. */
export interface Filling {
  readonly message: ChatMessage
  /** How what comes becomes the row's message. */
  readonly join: JoinWire
  /** The row without what the run brings, where it brings only a part: {@link joinRows} adds the two. */
  readonly before?: ChatMessage
}

type Answer = ChatMessage & { readonly wire: AssistantMessageParam }

/** Of an answer that is asked to go on where it ended; `isExact` as for `Continuation`. */
export function goingOn(answer: Answer, isExact: boolean): Filling {
  const { ending: _, runId: __, usage, cost, wire, ...rest } = answer
  const runFrom = {
    contentChars: asText(wire.content).length,
    reasoningChars: wire.reasoning_content?.length ?? 0,
    ...(usage && { usage }),
    ...(cost && { cost }),
  }
  const message: ChatMessage = { ...rest, wire, runFrom, state: 'streaming', warnings: [], attempts: answer.attempts + 1 }
  return { message, before: answer, join: continuing(wire, isExact) }
}

/** Of an answer whose run a relay keeps, and which is read from its start: it made all of the answer, or went on with it. */
export function readingAgain(answer: Answer, isExact: boolean): Filling {
  const { ending: _, ...growing } = answer
  const message: ChatMessage = { ...growing, state: 'streaming' }
  if (!answer.runFrom) return { message, join: rereading(answer.wire) }
  const { contentChars, reasoningChars, ...paid } = answer.runFrom
  const { tool_calls: _calls, content, reasoning_content: reasoning = '', ...said } = answer.wire
  const wire = {
    ...said,
    content: asText(content).slice(0, contentChars),
    ...(reasoningChars > 0 && { reasoning_content: reasoning?.slice(0, reasoningChars) }),
  }
  const { usage: __, cost: ___, ...unpaid } = message
  return { message: unpaid, before: { ...unpaid, ...paid, wire }, join: rereading(answer.wire, continuing(wire, isExact)) }
}
