import { createFields, type Fields } from './fields.js'
import type { ChunkChoice, ChunkDelta, FinishReason, ToolCallDelta } from './wire/chunk.js'
import type { CompletionChoice } from './wire/completion.js'
import type { AssistantMessage, ToolCall } from './wire/message.js'

/** Merges what chunks say about one choice. */
export interface ChoiceAccumulator {
  readonly index: number
  /** @returns whether anything changed. */
  push(choice: ChunkChoice): boolean
  build(): CompletionChoice
}

interface CallAccumulator {
  readonly fields: Fields
  built: ToolCall | undefined
}

export function createChoiceAccumulator(index: number): ChoiceAccumulator {
  let content: string | null = null
  let finishReason: FinishReason | null = null
  let choiceFields: Fields | undefined
  let messageFields: Fields | undefined
  const calls = new Map<number, CallAccumulator>()
  let built: CompletionChoice | undefined
  let message: AssistantMessage | undefined
  let builtCalls: ToolCall[] | undefined

  const takeCalls = (deltas: readonly ToolCallDelta[]): boolean => {
    for (const delta of deltas) {
      let call = calls.get(delta.index)
      if (!call) {
        call = { fields: createFields(), built: undefined }
        if (!delta.custom) call.fields.merge('function', { name: '', arguments: '' })
        calls.set(delta.index, call)
      }
      for (const [key, value] of Object.entries(delta)) if (key !== 'index') call.fields.merge(key, value)
      call.built = builtCalls = undefined
    }
    return deltas.length > 0
  }

  const takeDelta = (delta: ChunkDelta, key: string): boolean => {
    const value: unknown = delta[key as keyof ChunkDelta]
    // The role is always the assistant's.
    if (value === null || value === undefined || key === 'role' || !Object.hasOwn(delta, key)) return false
    if (key === 'tool_calls') return takeCalls(value as ToolCallDelta[])
    // Some servers send "" beside every delta; whoever asks whether there is a refusal must not find one.
    if (key === 'refusal' && value === '') return false
    return (messageFields ??= createFields()).merge(key, value)
  }

  const takeChoice = (choice: ChunkChoice, key: string): boolean => {
    const value: unknown = choice[key as keyof ChunkChoice]
    if (value === null || value === undefined || !Object.hasOwn(choice, key)) return false
    if (key !== 'finish_reason') return (choiceFields ??= createFields()).merge(key, value)
    if (finishReason || !value) return false
    finishReason = value as FinishReason
    return true
  }

  return {
    index,
    push(choice) {
      let changed = false
      const { delta } = choice
      for (const key in delta) {
        const text = key === 'content' && delta.content
        // Nearly every delta is text: it is appended, never read, so that a long answer costs no more than a short one.
        if (typeof text === 'string' && (text !== '' || content === null)) {
          content = content === null ? text : content + text
          changed = true
        } else if (key !== 'content' && takeDelta(delta, key)) changed = true
      }
      if (changed) message = undefined
      for (const key in choice) if (key !== 'delta' && key !== 'index' && takeChoice(choice, key)) changed = true
      if (changed) built = undefined
      return changed
    },
    build() {
      builtCalls ??= [...calls.values()].map((call) => (call.built ??= { id: '', type: 'function', ...call.fields.build() } as ToolCall))
      message ??= {
        role: 'assistant',
        content,
        refusal: null,
        ...messageFields?.build(),
        ...(calls.size > 0 && { tool_calls: builtCalls }),
      }
      built ??= { index, message, finish_reason: finishReason as FinishReason, logprobs: null, ...choiceFields?.build() }
      return built
    },
  }
}
