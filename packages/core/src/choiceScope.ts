import { endsInHalf, type Raw } from './rules.js'
import { createThinkTags, type ThinkTags } from './thinkTags.js'
import { createToolCallRouter, type ToolCallRouter } from './toolCalls.js'
import type { ChunkDelta } from './wire/chunk.js'

/** What normalising one choice must remember from delta to delta. */
export interface ChoiceScope {
  finishReason: string | null
  readonly tools: ToolCallRouter
  readonly thinking: ThinkTags
  /** Notes which texts a normalised delta brings; whether content has come. */
  note(delta: Raw): boolean
  /** Takes out of a message the texts that deltas have brought: some gateways end with the whole of it. */
  omitTold(message: Raw): void
  /** Whether half a character waits for its other half. */
  holdsHalf(): boolean
  /** Holds back a half character at the end of the delta's texts, and gives out the one before. */
  joinHalves(delta: Raw): void
  /** What was held back and is due now that nothing more comes. */
  end(): ChunkDelta | undefined
}

const TEXTS = ['content', 'reasoning_content'] as const
const TOLD = [...TEXTS, 'refusal']

export function createChoiceScope(maxToolCalls: number, seed: () => string): ChoiceScope {
  let tools: ToolCallRouter | undefined
  let thinking: ThinkTags | undefined
  const halves = { content: '', reasoning_content: '' }
  const told = new Set<string>()
  return {
    finishReason: null,
    get tools() {
      return (tools ??= createToolCallRouter(maxToolCalls, seed))
    },
    get thinking() {
      return (thinking ??= createThinkTags())
    },
    note(delta) {
      for (const field of TOLD) if (delta[field]) told.add(field)
      return told.has('content')
    },
    omitTold(message) {
      // Reasoning goes by several names.
      for (const field of Object.keys(message)) if (told.has(field.replace(/^reasoning.*/, 'reasoning_content'))) delete message[field]
    },
    holdsHalf: () => halves.content !== '' || halves.reasoning_content !== '',
    joinHalves(delta) {
      for (const field of TEXTS) {
        if (!delta[field]) continue
        const text = halves[field] + (delta[field] as string)
        const length = text.length - (endsInHalf(text) ? 1 : 0)
        halves[field] = text.slice(length)
        delta[field] = text.slice(0, length)
      }
    },
    end() {
      const delta: ChunkDelta = {}
      const tail = thinking?.end()
      for (const field of TEXTS) {
        const text = halves[field] + (tail?.[field] ?? '')
        if (text !== '') delta[field] = text
      }
      const cut = this.finishReason === null || /^(length|max_tokens|content_filter)$/.test(this.finishReason)
      const calls = tools?.end(cut) ?? []
      if (calls.length > 0) delta.tool_calls = calls
      return Object.keys(delta).length > 0 ? delta : undefined
    },
  }
}
