import type { ChatErrorCode } from '@rivulet/core'
import { expect } from 'vitest'
import { type CompleteFacts, matchers } from './vitest/matchers.js'

export { type FakeClock, fakeClock } from './fakeClock.js'
export type { Answer, AnswerMessage } from './vitest/answer.js'
export { type CompleteFacts, type MatcherContext, type MatcherResult, matchers } from './vitest/matchers.js'
export { type PlayedRecording, playRecording, type PlayRecordingOptions } from './vitest/playRecording.js'

/** Matchers of how an answer ended and what came of it: for a `ChatResult` of `@rivulet/core` or a `ChatMessage` of `@rivulet/chat`. */
export interface AnswerMatchers<R> {
  /** The gateway finished it; each field that is given must be so. */
  toBeComplete(facts?: CompleteFacts): R
  /** Its caller stopped it. */
  toBeStopped(): R
  /** Its caller left it. */
  toBeDetached(): R
  /** Its bytes ended with neither a finish reason nor `[DONE]`. */
  toBeTruncated(): R
  /** No byte came for longer than the limit. */
  toBeStalled(): R
  /** It failed with a `ChatError` of this code, and of this HTTP status where one is given. */
  toHaveFailedWith(code: ChatErrorCode, facts?: { readonly status?: number }): R
  /** One of its warnings has this code. */
  toHaveWarned(code: string): R
  /** Its text is this string, or holds this pattern. Of several choices the first is judged. */
  toHaveText(text: string | RegExp): R
  /** What it reasoned is this string, or holds this pattern. */
  toHaveReasoning(text: string | RegExp): R
  /** It refused, in these words where some are given. */
  toHaveRefused(text?: string | RegExp): R
  /** It called this tool, with these arguments where some are given; they may hold asymmetric matchers. */
  toHaveToolCall(name: string, args?: unknown): R
}

declare module 'vitest' {
  // The parameters must be those of Vitest's own declaration.
  interface Matchers<R, T> extends AnswerMatchers<R> {}
}

declare global {
  namespace jest {
    // For Vitest 4: its own declaration has one parameter only, but what it asserts has Jest's global matchers, too.
    interface Matchers<R, T = {}> extends AnswerMatchers<R> {}
  }
}

expect.extend(matchers)
