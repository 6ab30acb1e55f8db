import type { ChatErrorCode, Ending } from '@rivulet/core'
import type { MatcherState } from 'vitest'
import { readAnswer, type ReadAnswer } from './answer.js'
import { describeAnswer } from './describeAnswer.js'

/** What a matcher gives to Vitest. */
export interface MatcherResult {
  /** Whether the answer is so; Vitest itself turns it round after `not`. */
  readonly pass: boolean
  /** What is said where the assertion fails. */
  readonly message: () => string
  /** What came, for Vitest's comparison. */
  readonly actual?: unknown
  /** What was expected, for the same. */
  readonly expected?: unknown
}

/** What a matcher needs of Vitest. */
export type MatcherContext = Pick<MatcherState, 'isNot' | 'equals'>

/** What is known of a complete answer and may be asked for, field by field. */
export type CompleteFacts = Partial<Omit<Extract<Ending, { kind: 'complete' }>, 'kind'>>

/** Matchers of answers, for `expect.extend(matchers)`. Importing `@rivulet/replay/vitest` extends Vitest's own `expect` already. */
export const matchers = {
  toBeComplete(this: MatcherContext, received: unknown, facts: CompleteFacts = {}): MatcherResult {
    const answer = readAnswer(received, 'toBeComplete')
    const { ending } = answer
    const wanted = Object.entries(facts).filter(([, value]) => value !== undefined)
    const pass = ending.kind === 'complete' && wanted.every(([name, value]) => this.equals(ending[name as keyof CompleteFacts], value))
    const how = wanted.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')
    return verdict(this, pass, `be complete${how && ` with ${how}`}`, answer)
  },
  toBeStopped(this: MatcherContext, received: unknown): MatcherResult {
    return haveEnded(this, received, 'toBeStopped', 'stopped')
  },
  toBeDetached(this: MatcherContext, received: unknown): MatcherResult {
    return haveEnded(this, received, 'toBeDetached', 'detached')
  },
  toBeTruncated(this: MatcherContext, received: unknown): MatcherResult {
    return haveEnded(this, received, 'toBeTruncated', 'truncated')
  },
  toBeStalled(this: MatcherContext, received: unknown): MatcherResult {
    return haveEnded(this, received, 'toBeStalled', 'stalled')
  },
  toHaveFailedWith(this: MatcherContext, received: unknown, code: ChatErrorCode, facts: { readonly status?: number } = {}): MatcherResult {
    const answer = readAnswer(received, 'toHaveFailedWith')
    const { ending } = answer
    const pass =
      ending.kind === 'failed' && ending.error.code === code && (facts.status === undefined || ending.error.status === facts.status)
    return verdict(this, pass, `have failed with ${code}${facts.status === undefined ? '' : ` and HTTP ${facts.status}`}`, answer)
  },
  toHaveWarned(this: MatcherContext, received: unknown, code: string): MatcherResult {
    const answer = readAnswer(received, 'toHaveWarned')
    return verdict(
      this,
      answer.warnings.some((warning) => warning.code === code),
      `have warned of ${code}`,
      answer,
    )
  },
  toHaveText(this: MatcherContext, received: unknown, text: string | RegExp): MatcherResult {
    const answer = readAnswer(received, 'toHaveText')
    return haveWords(this, answer, 'text', answer.text, text)
  },
  toHaveReasoning(this: MatcherContext, received: unknown, text: string | RegExp): MatcherResult {
    const answer = readAnswer(received, 'toHaveReasoning')
    return haveWords(this, answer, 'reasoning', answer.reasoning, text)
  },
  toHaveRefused(this: MatcherContext, received: unknown, text?: string | RegExp): MatcherResult {
    const answer = readAnswer(received, 'toHaveRefused')
    if (text !== undefined) return haveWords(this, answer, 'refusal', answer.refusal, text)
    return verdict(this, answer.refusal !== '', 'have refused', answer)
  },
  toHaveToolCall(this: MatcherContext, received: unknown, name: string, args?: unknown): MatcherResult {
    const answer = readAnswer(received, 'toHaveToolCall')
    const calls = answer.toolCalls.filter((call) => call.name === name)
    const pass = calls.some((call) => args === undefined || this.equals(parsed(call.args), args))
    const result = verdict(this, pass, `have called ${name}${args === undefined ? '' : ' with these arguments'}`, answer)
    return args === undefined ? result : { ...result, actual: calls.map((call) => parsed(call.args)), expected: [args] }
  },
}

function haveEnded(state: MatcherContext, received: unknown, matcher: string, kind: Ending['kind']): MatcherResult {
  const answer = readAnswer(received, matcher)
  return verdict(state, answer.ending.kind === kind, `be ${kind}`, answer)
}

/** A string is the whole of it; a pattern is found in it. */
function haveWords(state: MatcherContext, answer: ReadAnswer, what: string, actual: string, expected: string | RegExp): MatcherResult {
  // `test` would go on where a pattern with `g` found something before.
  const pass = typeof expected === 'string' ? actual === expected : actual.search(expected) !== -1
  const result = verdict(state, pass, `have ${what} ${typeof expected === 'string' ? JSON.stringify(expected) : String(expected)}`, answer)
  return typeof expected === 'string' ? { ...result, actual, expected } : result
}

function verdict({ isNot }: MatcherContext, pass: boolean, wanted: string, answer: ReadAnswer): MatcherResult {
  return { pass, message: () => `expected the answer ${isNot ? 'not ' : ''}to ${wanted}\n\n${describeAnswer(answer)}` }
}

function parsed(args: string): unknown {
  try {
    return JSON.parse(args)
  } catch {
    return args
  }
}
