import { Fields } from './fields.js'
import type { ChoiceLogprobs, ChunkChoice, ChunkDelta, FinishReason, ToolCallDelta } from './wire/chunk.js'
import type { CompletionChoice } from './wire/completion.js'
import type { AssistantMessage, CustomToolCall, ToolCall } from './wire/message.js'
import { ToolCallAccumulator } from './accumulate-tool-call.js'

/** Merges what chunks say about one choice. */
export class ChoiceAccumulator {
  readonly index: number
  #content: string | null = null
  #refusal: string | null = null
  #reasoning: string | undefined
  #toolCalls: ToolCallAccumulator[] = []
  #finishReason: FinishReason | null = null
  #logprobs: ChoiceLogprobs | null = null
  readonly #messageFields = new Fields()
  readonly #choiceFields = new Fields()
  #built: CompletionChoice | undefined
  #builtMessage: AssistantMessage | undefined
  #builtCalls: (ToolCall | CustomToolCall)[] | undefined

  constructor(index: number) {
    this.index = index
  }

  /** @returns whether anything changed. */
  push(choice: ChunkChoice): boolean {
    const messageChanged = this.#takeDelta(choice.delta)
    if (messageChanged) this.#builtMessage = undefined
    let changed = messageChanged
    for (const key in choice) if (Object.hasOwn(choice, key) && this.#takeField(key, choice)) changed = true
    if (changed) this.#built = undefined
    return changed
  }

  build(): CompletionChoice {
    return (this.#built ??= {
      index: this.index,
      message: this.#buildMessage(),
      finish_reason: this.#finishReason as FinishReason,
      logprobs: this.#logprobs,
      ...this.#choiceFields.build(),
    })
  }

  #takeField(key: string, choice: ChunkChoice): boolean {
    switch (key) {
      case 'index':
      case 'delta':
        return false
      case 'finish_reason':
        if (this.#finishReason || !choice.finish_reason) return false
        this.#finishReason = choice.finish_reason
        return true
      case 'logprobs':
        return this.#takeLogprobs(choice.logprobs)
      default:
        return this.#choiceFields.replace(key, choice[key as keyof ChunkChoice])
    }
  }

  #takeDelta(delta: ChunkDelta): boolean {
    let changed = false
    for (const key in delta) if (Object.hasOwn(delta, key) && this.#takeDeltaField(key, delta)) changed = true
    return changed
  }

  #takeDeltaField(key: string, delta: ChunkDelta): boolean {
    switch (key) {
      case 'role': // always the assistant's
        return false
      case 'content': {
        const text = delta.content
        if (typeof text !== 'string' || (text === '' && this.#content !== null)) return false
        this.#content = this.#content === null ? text : this.#content + text
        return true
      }
      case 'refusal':
        if (!delta.refusal) return false
        this.#refusal = (this.#refusal ?? '') + delta.refusal
        return true
      case 'reasoning_content':
        if (!delta.reasoning_content) return false
        this.#reasoning = (this.#reasoning ?? '') + delta.reasoning_content
        return true
      case 'tool_calls':
        return this.#takeToolCalls(delta.tool_calls ?? [])
      default:
        return this.#messageFields.merge(key, delta[key as keyof ChunkDelta])
    }
  }

  #takeToolCalls(deltas: readonly ToolCallDelta[]): boolean {
    for (const delta of deltas) {
      let call = this.#toolCalls.findLast(({ index }) => index === delta.index)
      if (!call) this.#toolCalls.push((call = new ToolCallAccumulator(delta.index)))
      call.push(delta)
    }
    if (deltas.length > 0) this.#builtCalls = undefined
    return deltas.length > 0
  }

  #takeLogprobs(logprobs: ChoiceLogprobs | null | undefined): boolean {
    if (!logprobs) return false
    this.#logprobs = {
      ...logprobs,
      content: append(this.#logprobs?.content, logprobs.content),
      refusal: append(this.#logprobs?.refusal, logprobs.refusal),
    }
    return true
  }

  #buildMessage(): AssistantMessage {
    return (this.#builtMessage ??= {
      role: 'assistant',
      content: this.#content,
      refusal: this.#refusal,
      ...(this.#reasoning === undefined ? {} : { reasoning_content: this.#reasoning }),
      ...(this.#toolCalls.length === 0 ? {} : { tool_calls: (this.#builtCalls ??= this.#toolCalls.map((call) => call.build())) }),
      ...this.#messageFields.build(),
    })
  }
}

function append<Item>(held: Item[] | null = null, next: Item[] | null = null): Item[] | null {
  return held && next ? [...held, ...next] : (next ?? held)
}
