import type { FinishReason, Script, ScriptChoice, Text } from '../answers/answer.js'
import { idFrom } from '../idFrom.js'
import type { Delta } from './dialects/dialectShape.js'
import { tokenize } from './tokenize.js'

/** A choice cut into the deltas that carry it, one token each. */
export interface ScriptDeltas {
  readonly deltas: readonly Delta[]
  readonly reasoningTokens: number
  readonly finishReason: FinishReason
}

/**
 * The choices of a script.
 * @param runId from which the ids of tool calls are made.
 * @param maxTokens where each choice is cut, with `length` as its finish reason.
 */
export function scriptDeltas(script: Script, runId: string, { n, maxTokens }: { n: number; maxTokens: number }): ScriptDeltas[] {
  return Array.from({ length: n }, (_, choice) =>
    choice === 0
      ? choiceDeltas(script, runId, maxTokens)
      : choiceDeltas(script.alternatives?.[choice - 1] ?? script, `${runId}/${choice}`, maxTokens),
  )
}

function choiceDeltas(script: ScriptChoice, runId: string, maxTokens: number): ScriptDeltas {
  const reasoning = pieces(script.reasoning).map((text): Delta => ({ reasoning_content: text }))
  const whole: Delta[] = [
    ...reasoning,
    ...pieces(script.content).map((text): Delta => ({ content: text })),
    ...pieces(script.refusal).map((text): Delta => ({ refusal: text })),
    ...(script.toolCalls ?? []).flatMap((call, index) => toolCallDeltas(call, index, `call_${idFrom(`${runId}/${index}`, 24)}`)),
  ]
  const isCut = whole.length > maxTokens
  return {
    deltas: isCut ? whole.slice(0, maxTokens) : whole,
    reasoningTokens: Math.min(reasoning.length, maxTokens),
    finishReason: isCut ? 'length' : (script.finishReason ?? (script.toolCalls ? 'tool_calls' : 'stop')),
  }
}

/** As OpenAI streams a call: first its id, type and name with empty arguments, then only `index` and fragments of the arguments. */
function toolCallDeltas(call: { readonly name: string; readonly arguments: Text }, index: number, id: string): Delta[] {
  return [
    { tool_calls: [{ index, id, type: 'function', function: { name: call.name, arguments: '' } }] },
    ...pieces(call.arguments).map((text): Delta => ({ tool_calls: [{ index, function: { arguments: text } }] })),
  ]
}

function pieces(text: Text = ''): readonly string[] {
  return typeof text === 'string' ? tokenize(text) : text
}
