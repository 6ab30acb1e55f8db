import { endsInHalf, type Raw } from './rules.js'
import { ThinkTags } from './think-tags.js'
import { ToolCallRouter } from './tool-calls.js'
import type { ChunkDelta, ToolCallDelta } from './wire/chunk.js'

/** The wire index that stands for the one call of the older `function_call`; no gateway uses it. */
const FUNCTION_CALL = -1

/** What normalising one choice must remember from delta to delta. */
export class ChoiceScope {
  finishReason: string | null = null
  #router: ToolCallRouter | undefined
  #thinking: ThinkTags | undefined
  #pairs: Record<'content' | 'reasoning_content', string> = { content: '', reasoning_content: '' }
  readonly #maxToolCalls: number
  readonly #seed: () => string

  constructor(maxToolCalls: number, seed: () => string) {
    this.#maxToolCalls = maxToolCalls
    this.#seed = seed
  }

  route(call: Raw): ToolCallDelta {
    this.#router ??= new ToolCallRouter(this.#maxToolCalls)
    return this.#router.route(call, this.#seed())
  }

  callFunction(delta: Raw, called: Raw): void {
    const calls = Array.isArray(delta['tool_calls']) ? (delta['tool_calls'] as unknown[]) : []
    delta['tool_calls'] = [...calls, { index: FUNCTION_CALL, function: called }]
  }

  splitThinking(text: string): { reasoning: string; content: string } {
    this.#thinking ??= new ThinkTags()
    return this.#thinking.split(text)
  }

  get holdsPair(): boolean {
    return this.#pairs.content !== '' || this.#pairs.reasoning_content !== ''
  }

  joinPairs(delta: Raw): void {
    for (const field of ['content', 'reasoning_content'] as const) {
      const next = delta[field]
      if (typeof next !== 'string' || next === '') continue
      const text = this.#pairs[field] + next
      this.#pairs[field] = endsInHalf(text) ? text.slice(-1) : ''
      delta[field] = endsInHalf(text) ? text.slice(0, -1) : text
    }
  }

  /** What was held back and is due now that nothing more comes. */
  end(): ChunkDelta | undefined {
    const cut = this.finishReason === null || this.finishReason === 'length' || this.finishReason === 'content_filter'
    const tail = this.#thinking?.end() ?? { reasoning: '', content: '' }
    const content = this.#pairs.content + tail.content
    const reasoning = this.#pairs.reasoning_content + tail.reasoning
    const calls = this.#router?.end(cut) ?? []
    if (content === '' && reasoning === '' && calls.length === 0) return undefined
    return {
      ...(content === '' ? {} : { content }),
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
      ...(calls.length === 0 ? {} : { tool_calls: calls }),
    }
  }
}
