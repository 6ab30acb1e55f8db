import type { RunFacts, Usage, ToolCallDelta } from './dialects/dialectShape.js'
import type { ScriptDeltas } from './scriptDeltas.js'

/**
 * The `chat.completion` that the deltas add up to. No document shows a reply with `stream: false`, so it is OpenAI's in every dialect.
 * @see https://platform.openai.com/docs/api-reference/chat/object
 */
export function composeCompletion(run: RunFacts, choices: readonly ScriptDeltas[], usage: Usage): object {
  return { id: run.id, object: 'chat.completion', created: run.created, model: run.model, choices: choices.map(composeChoice), usage }
}

function composeChoice({ deltas, finishReason }: ScriptDeltas, index: number): object {
  const textOf = (field: 'content' | 'refusal' | 'reasoning_content') => {
    const texts = deltas.flatMap((delta) => delta[field] ?? [])
    return texts.length > 0 ? texts.join('') : null
  }
  const reasoning = textOf('reasoning_content')
  const calls = joinToolCalls(deltas.flatMap((delta) => delta.tool_calls ?? []))
  return {
    index,
    message: {
      role: 'assistant',
      content: textOf('content'),
      refusal: textOf('refusal'),
      ...(reasoning !== null && { reasoning_content: reasoning }),
      ...(calls.length > 0 && { tool_calls: calls }),
    },
    logprobs: null,
    finish_reason: finishReason,
  }
}

function joinToolCalls(deltas: readonly ToolCallDelta[]): object[] {
  return deltas
    .filter((delta) => delta.id !== undefined)
    .map(({ index, id, type, function: { name } }) => ({
      id,
      type,
      function: { name, arguments: deltas.flatMap((delta) => (delta.index === index ? delta.function.arguments : [])).join('') },
    }))
}
