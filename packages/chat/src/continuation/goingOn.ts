import type { AssistantMessageParam, ChatMessageParam } from '@rivulet/core'
import { textOf, type ChatMessage } from '../ChatMessage.js'
import { canContinue } from './canContinue.js'
import { continuationMessages, type ContinueWith } from './continuationMessages.js'
import { continuing, joinRows, rereading, type JoinWire } from './joinAnswers.js'

/** A row that a run is to fill whose text was there before. */
export interface Filling {
  readonly message: ChatMessage
  /** How what comes becomes the row's message. */
  readonly join: JoinWire
  /** The whole row, where the run brings only a part of it. */
  readonly whole?: (row: ChatMessage) => ChatMessage
  /** How the conversation so far becomes a request for the rest. */
  readonly toRequest?: (messages: readonly ChatMessageParam[]) => ChatMessageParam[]
}

/** An answer's row. */
export type Answer = ChatMessage & { readonly wire: AssistantMessageParam }

/**
 * Of an answer that is asked to go on where it ended.
 * @throws TypeError where it cannot.
 */
export function goingOn(answer: Answer, continueWith: ContinueWith | undefined): Filling {
  if (!canContinue(answer)) {
    throw new TypeError(
      'There is nothing to go on with: the last answer is whole, holds tool calls, or nothing of it came. Retry it instead.',
    )
  }
  const { ending: _, runId: __, usage, cost, wire, ...rest } = answer
  const runFrom = {
    contentChars: textOf(answer).length,
    reasoningChars: wire.reasoning_content?.length ?? 0,
    ...(usage && { usage }),
    ...(cost && { cost }),
  }
  const message: ChatMessage = { ...rest, wire, runFrom, state: 'streaming', warnings: [], attempts: answer.attempts + 1 }
  return {
    message,
    whole: (row) => joinRows(answer, row),
    join: continuing(wire, isExact(continueWith)),
    toRequest: (messages) => continuationMessages(messages, continueWith),
  }
}

/** Of an answer whose run a relay keeps, and which is read from its start: it made all of the answer, or went on with it. */
export function readingAgain(answer: Answer, continueWith: ContinueWith | undefined): Filling {
  const { ending: _, ...growing } = answer
  const message: ChatMessage = { ...growing, state: 'streaming' }
  if (!answer.runFrom) return { message, join: rereading(answer.wire) }
  const { contentChars, reasoningChars, ...paid } = answer.runFrom
  const { tool_calls: _calls, reasoning_content: reasoning = '', ...said } = answer.wire
  const wire = {
    ...said,
    content: textOf(answer).slice(0, contentChars),
    ...(reasoningChars > 0 && { reasoning_content: reasoning?.slice(0, reasoningChars) }),
  }
  const { usage: __, cost: ___, ...unpaid } = message
  const before: ChatMessage = { ...unpaid, ...paid, wire }
  return {
    message: unpaid,
    whole: (row) => joinRows(before, row),
    join: rereading(answer.wire, continuing(wire, isExact(continueWith))),
  }
}

/** Whether the model goes on letter by letter: it was given the answer as its own, unfinished message. */
function isExact(continueWith: ContinueWith = 'instruction'): boolean {
  return continueWith !== 'instruction'
}
