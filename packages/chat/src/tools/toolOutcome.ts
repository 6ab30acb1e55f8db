import type { TextPart, ToolMessageParam } from '@rivulet/core'
import type { ToolRun } from '../ChatMessage.js'

/**
 * Why a tool call failed. `invalid_arguments`: no JSON, or refused by the parameters; `unknown_tool`: there is none of this name; `failed`: it threw,
 * its result is no JSON, or the application said so; `timeout`: it took too long; `stopped`: the run was; `interrupted`: the page was left
 * while it ran, and what it did by then is not known.
 */
export type ToolFailureCode = 'invalid_arguments' | 'unknown_tool' | 'failed' | 'timeout' | 'stopped' | 'interrupted'

/** The `result` of a `ToolRun` that failed. */
export interface ToolFailure {
  /** Why: see {@link ToolFailureCode}. */
  readonly code: ToolFailureCode
  /** What the model reads. */
  readonly message: string
}

/** How a call ended: what becomes of its `ToolRun`. */
export type ToolOutcome = Pick<ToolRun, 'result'> & { readonly state: 'done' | 'failed' | 'rejected' }

/** Of a call that was not waited for to its end. */
export function stopped(): ToolOutcome {
  const failure: ToolFailure = { code: 'stopped', message: 'The run was stopped before the tool gave a result.' }
  return { state: 'failed', result: failure }
}

/** What the model is told of an outcome, also of one that was stored. */
export function contentOfOutcome({ state, result }: Pick<ToolRun, 'state' | 'result'>): ToolMessageParam['content'] {
  if (state === 'done') {
    try {
      return contentOf(result)
    } catch {
      return 'Error: The result cannot be read any more.'
    }
  }
  if (state === 'failed') return `Error: ${(result as Partial<ToolFailure> | undefined)?.message ?? 'The tool failed.'}`
  const reason = typeof result === 'string' && result !== '' ? ` Their reason: ${result}` : ''
  return `The user did not let this call run. Do not try it again unless they ask for it.${reason}`
}

/** What the model reads of a result. @throws what `JSON.stringify` throws, for cycles and BigInts. */
export function contentOf(result: unknown): ToolMessageParam['content'] {
  if (typeof result === 'string' || isTextParts(result)) return result
  // Functions and symbols are nothing in JSON, as undefined is; a message of no text at all is refused by some gateways.
  return JSON.stringify(result) ?? 'null'
}

function isTextParts(result: unknown): result is TextPart[] {
  if (!Array.isArray(result) || result.length === 0) return false
  return result.every((part: Partial<TextPart> | null) => part?.type === 'text' && typeof part.text === 'string')
}
