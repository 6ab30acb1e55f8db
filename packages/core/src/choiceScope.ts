import { endsInHalf, type Raw } from './rules.js'
import { createThinkTags, type ThinkTags } from './thinkTags.js'
import { createToolCallRouter, type ToolCallRouter } from './toolCalls.js'
import type { ChunkDelta } from './wire/chunk.js'

/** What normalising one choice must remember from delta to delta. */
export interface ChoiceScope {
  finishReason: string | null
  readonly tools: ToolCallRouter
  readonly thinking: ThinkTags
  /** Whether half a character waits for its other half. */
  holdsHalf(): boolean
  /** Holds back a half character at the end of the delta's texts, and gives out the one before. */
  joinHalves(delta: Raw): void
  /** What was held back and is due now that nothing more comes. */
  end(): ChunkDelta | undefined
}

const TEXTS = ['content', 'reasoning_content'] as const

export function createChoiceScope(maxToolCalls: number, seed: () => string): ChoiceScope {
  let tools: ToolCallRouter | undefined
  let thinking: ThinkTags | undefined
  const halves = { content: '', reasoning_content: '' }
  return {
    finishReason: null,
    get tools() {
      return (tools ??= createToolCallRouter(maxToolCalls, seed))
    },
    get thinking() {
      return (thinking ??= createThinkTags())
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
